//! Complement naive Bayes as a linear model, added to the support vector machine's weights.
//!
//! Rennie, Shih, Teevan and Karger, "Tackling the poor assumptions of naive Bayes text
//! classifiers", ICML 2003: a feature's weight is the log of how much larger a part of the
//! intent's mass it is than of all other intents' mass; each intent's weights have one length.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "features and rows are numbered densely by the table that they come from"
)]

use super::svm::{BLOCK, Problem};

/// Mass that every feature is given beforehand.
const SMOOTHING: f32 = 0.02;

/// The mass of features and of all classes together.
pub(super) struct Bayes {
    by_feature: Vec<f32>,
    all: f32,
    /// By class, its rows.
    members: Vec<Vec<u32>>,
}

impl Bayes {
    /// Adds up the rows of `problem`.
    pub(super) fn new(problem: &Problem<'_>) -> Self {
        let mut by_feature = vec![0.0; problem.features];
        let mut members = vec![Vec::new(); problem.classes];
        for &(row, class) in problem.labels {
            for &(feature, value) in problem.rows.row(row) {
                by_feature[feature as usize] += value;
            }
            if let Some(members) = members.get_mut(class as usize) {
                members.push(row);
            }
        }
        Self {
            all: by_feature.iter().sum(),
            by_feature,
            members,
        }
    }

    /// Adds `scale` times the class's weights to column `lane` of `matrix`.
    pub(super) fn add(
        &self,
        problem: &Problem<'_>,
        scale: f32,
        class: usize,
        matrix: &mut [[f32; BLOCK]],
        lane: usize,
    ) {
        let mut weights = vec![0.0_f32; problem.features];
        let mut of_class = 0.0;
        for &row in self.members.get(class).into_iter().flatten() {
            for &(feature, value) in problem.rows.row(row) {
                weights[feature as usize] += value;
                of_class += value;
            }
        }
        let extra = SMOOTHING * problem.features as f32;
        let odds = ((self.all - of_class + extra) / (of_class + extra)).ln();
        let mut square = 0.0;
        for (weight, &of_feature) in weights.iter_mut().zip(&self.by_feature) {
            // Sums in another order may differ in the last bit, so the rest may be below zero.
            let rest = (of_feature - *weight).max(0.0);
            *weight = ((*weight + SMOOTHING) / (rest + SMOOTHING)).ln() + odds;
            square += *weight * *weight;
        }
        let scale = scale / square.sqrt().max(f32::MIN_POSITIVE);
        for (row, weight) in matrix.iter_mut().zip(&weights) {
            if let Some(cell) = row.get_mut(lane) {
                *cell += weight * scale;
            }
        }
    }
}
