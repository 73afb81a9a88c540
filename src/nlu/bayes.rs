//! Complement naive Bayes as a linear model, added to the support vector machine's weights.
//!
//! Rennie, Shih, Teevan and Karger, "Tackling the poor assumptions of naive Bayes text
//! classifiers", ICML 2003: a feature's weight is the log of how much larger a part of the
//! intent's mass it is than of all other intents' mass; each intent's weights have one length.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "features and rows are numbered densely by the table that they come from"
)]

use super::svm::{BLOCK, Problem};

/// Mass that every feature is given beforehand.
const SMOOTHING: f32 = 0.02;

/// The mass of features and of all classes together.
pub(super) struct Bayes {
    by_feature: Vec<f32>,
    /// By feature, its weight for a class that it never occurs in, but for what all of the class's weights share.
    absent: Vec<f32>,
    /// The sum of `absent`, and of its squares.
    sums: (f64, f64),
    all: f32,
    /// By class, its rows.
    members: Vec<Vec<u32>>,
}

/// The weights of one class: `shared` and what [`Bayes::absent`] says, but for the features that occur in it.
struct OfClass {
    shared: f32,
    scale: f32,
    /// Features that occur in the class, with how far their weights are from those of absent features.
    present: Vec<(u32, f32)>,
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
        let absent: Vec<f32> = by_feature
            .iter()
            .map(|mass| (SMOOTHING / (mass + SMOOTHING)).ln())
            .collect();
        let mut sums = (0.0, 0.0);
        for &weight in &absent {
            let weight = f64::from(weight);
            sums.0 += weight;
            sums.1 += weight * weight;
        }
        Self {
            all: by_feature.iter().sum(),
            by_feature,
            absent,
            sums,
            members,
        }
    }

    /// Adds `scale` times the weights of the classes from `from` on to the columns of `matrix`.
    pub(super) fn add(
        &self,
        problem: &Problem<'_>,
        scale: f32,
        from: usize,
        matrix: &mut [[f32; BLOCK]],
    ) {
        let mut mass = vec![0.0_f32; problem.features];
        let (mut shared, mut scales) = ([0.0_f32; BLOCK], [0.0_f32; BLOCK]);
        let members = self.members.iter().skip(from).take(BLOCK);
        for (lane, members) in members.enumerate() {
            let weights = self.of_class(problem, members, &mut mass);
            shared[lane] = weights.shared;
            scales[lane] = weights.scale * scale;
            for (feature, difference) in weights.present {
                matrix[feature as usize][lane] += difference * scales[lane];
            }
        }
        for (row, &absent) in matrix.iter_mut().zip(&self.absent) {
            for ((cell, shared), scale) in row.iter_mut().zip(&shared).zip(&scales) {
                *cell += (absent + shared) * scale;
            }
        }
    }

    /// The weights of the class of these rows; `mass` is zero by feature, before and after.
    fn of_class(&self, problem: &Problem<'_>, members: &[u32], mass: &mut [f32]) -> OfClass {
        let mut present = Vec::new();
        let mut of_class = 0.0;
        for &row in members {
            for &(feature, value) in problem.rows.row(row) {
                let mass = &mut mass[feature as usize];
                if *mass == 0.0 {
                    present.push((feature, 0.0));
                }
                *mass += value;
                of_class += value;
            }
        }
        let extra = SMOOTHING * problem.features as f32;
        let shared = ((self.all - of_class + extra) / (of_class + extra)).ln();
        let wide = f64::from(shared);
        let mut square =
            self.sums.1 + 2.0 * wide * self.sums.0 + problem.features as f64 * wide * wide;
        for (feature, difference) in &mut present {
            let at = *feature as usize;
            let mine = std::mem::take(&mut mass[at]);
            // Sums in another order may differ in the last bit, so the rest may be below zero.
            let rest = (self.by_feature[at] - mine).max(0.0);
            let weight = ((mine + SMOOTHING) / (rest + SMOOTHING)).ln();
            *difference = weight - self.absent[at];
            square +=
                f64::from(weight + shared).powi(2) - f64::from(self.absent[at] + shared).powi(2);
        }
        OfClass {
            shared,
            scale: 1.0 / (square.max(0.0).sqrt() as f32).max(f32::MIN_POSITIVE),
            present,
        }
    }
}
