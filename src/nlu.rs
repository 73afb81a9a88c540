//! Understanding questions: from an utterance to an intent with slots. Knows nothing of the dataset but names and ids.

pub mod locale;
