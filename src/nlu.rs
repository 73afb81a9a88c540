//! Understanding questions: from an utterance to an intent with slots. Knows nothing of the dataset but names and ids.

mod bayes;
pub mod both;
pub mod classifier;
pub mod confidence;
mod features;
pub mod gazetteer;
pub mod hashed;
pub mod language;
pub mod locale;
pub mod model;
mod nearest;
pub mod particles;
pub mod phrases;
pub mod script;
pub mod similarity;
pub mod spelling;
mod svm;
pub mod template;
pub mod temporal;
mod training;
pub mod utterance;
mod vocabulary;
