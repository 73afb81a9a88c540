//! Understanding questions: from an utterance to an intent with slots. Knows nothing of the dataset but names and ids.

mod bayes;
pub mod classifier;
pub mod confidence;
mod features;
pub mod gazetteer;
pub mod locale;
mod nearest;
pub mod spelling;
mod svm;
pub mod temporal;
pub mod template;
mod training;
pub mod utterance;
mod vocabulary;
