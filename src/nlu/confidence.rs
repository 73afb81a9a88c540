//! How sure the classifier may be: four numbers, one logistic, two thresholds.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "arrays of a constant length, and counts far below 2^52"
)]

/// What is known about one classification, before it is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// The score of the best intent; 1 and more inside its examples, below 0 far from them.
    pub top: f32,
    /// How far the best intent's score is above the second's; 0 and more.
    pub margin: f32,
    /// Cosine to the nearest example of the best intent, 0 to 1.
    pub cosine: f32,
    /// Share of the words, by their weight, that the intent table knows, 0 to 1.
    pub known_share: f32,
}

const TERMS: usize = 5;

impl Evidence {
    fn terms(self) -> [f64; TERMS] {
        [
            1.0,
            f64::from(self.top),
            f64::from(self.margin.min(3.0)),
            f64::from(self.cosine),
            f64::from(self.known_share),
        ]
    }
}

/// What became of an utterance in the self-test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its own intent was best.
    Right,
    /// Another intent was best.
    Wrong,
    /// It belongs to no intent of the model that was asked.
    OutOfScope,
}

/// One utterance of the self-test.
#[derive(Debug, Clone, Copy)]
pub(super) struct Observation {
    pub evidence: Evidence,
    pub outcome: Outcome,
}

/// A logistic function of the [`Evidence`], and where to draw the lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Calibration {
    weights: [f64; TERMS],
    pub threshold: f32,
    pub ambiguity_threshold: f32,
}

impl Default for Calibration {
    /// For a table too small to be cross-validated: sure at a score of 1, unsure at 0.
    fn default() -> Self {
        Self {
            weights: [-6.0, 2.0, 2.0, 4.0, 2.0],
            threshold: 0.2,
            ambiguity_threshold: 0.4,
        }
    }
}

impl Calibration {
    /// The probability, 0 to 1, that the best intent is the right one.
    pub(super) fn confidence(&self, evidence: Evidence) -> f32 {
        let sum: f64 = self
            .weights
            .iter()
            .zip(evidence.terms())
            .map(|(weight, term)| weight * term)
            .sum();
        (1.0 / (1.0 + (-sum).exp())) as f32
    }

    /// Fits logistic and thresholds to the self-test of a table with `per_intent` examples each.
    pub(super) fn fit(observations: &[Observation], per_intent: usize) -> Self {
        let mut calibration = Self::default();
        let Some(weights) = fit_logistic(observations) else {
            return calibration;
        };
        calibration.weights = weights;
        let of = |outcome: Outcome| -> Vec<f32> {
            observations
                .iter()
                .filter(|observation| observation.outcome == outcome)
                .map(|observation| calibration.confidence(observation.evidence))
                .collect()
        };
        let (mut right, mut wrong) = (of(Outcome::Right), of(Outcome::Wrong));
        calibration.threshold = quantile(&mut right, declined_share(per_intent));
        // Between the two thresholds lies half of what the self-test got wrong.
        calibration.ambiguity_threshold = quantile(&mut wrong, 0.5).max(calibration.threshold);
        calibration
    }
}

/// The share of rightly answered utterances of the self-test that may be declined. The fewer the
/// examples, the further a right answer is from them, and the more it takes to keep others out.
fn declined_share(per_intent: usize) -> f64 {
    match per_intent {
        50.. => 0.015,
        10.. => 0.03,
        _ => 0.05,
    }
}

/// Below this a step is a matter of rounding.
const CONVERGED: f64 = 1e-12;

/// Newton's method with a little ridge; right and other outcomes weigh the same in total.
///
/// Returns `None` if either has fewer than ten observations.
fn fit_logistic(observations: &[Observation]) -> Option<[f64; TERMS]> {
    let is_right = |observation: &Observation| observation.outcome == Outcome::Right;
    let right = observations.iter().filter(|o| is_right(o)).count();
    let others = observations.len() - right;
    if right < 10 || others < 10 {
        return None;
    }
    let mut weights = [0.0; TERMS];
    for _ in 0..25 {
        let mut gradient = [0.0; TERMS];
        let mut hessian = [[0.0; TERMS]; TERMS];
        for observation in observations {
            let terms = observation.evidence.terms();
            let sum: f64 = weights.iter().zip(terms).map(|(w, t)| w * t).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let (target, weight) = if is_right(observation) {
                (1.0, 0.5 / right as f64)
            } else {
                (0.0, 0.5 / others as f64)
            };
            for ((gradient, row), term) in gradient.iter_mut().zip(&mut hessian).zip(terms) {
                *gradient += weight * (target - p) * term;
                for (cell, other) in row.iter_mut().zip(terms) {
                    *cell += weight * p * (1.0 - p) * term * other;
                }
            }
        }
        for (i, weight) in weights.iter().enumerate() {
            let ridge = if i == 0 { 1e-9 } else { 1e-4 };
            gradient[i] -= ridge * weight;
            hessian[i][i] += ridge;
        }
        let steps = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(steps) {
            *weight += step;
        }
        if steps.iter().all(|step| step.abs() < CONVERGED) {
            break;
        }
    }
    weights
        .iter()
        .all(|weight| weight.is_finite())
        .then_some(weights)
}

/// Gaussian elimination without pivoting, which a positive definite matrix does not need.
fn solve(mut a: [[f64; TERMS]; TERMS], mut b: [f64; TERMS]) -> [f64; TERMS] {
    for i in 0..TERMS {
        for j in i + 1..TERMS {
            let factor = a[j][i] / a[i][i];
            let pivot_row = a[i];
            for (cell, pivot) in a[j].iter_mut().zip(pivot_row).skip(i) {
                *cell -= factor * pivot;
            }
            b[j] -= factor * b[i];
        }
    }
    for i in (0..TERMS).rev() {
        for k in i + 1..TERMS {
            b[i] -= a[i][k] * b[k];
        }
        b[i] /= a[i][i];
    }
    b
}

/// The `q`-quantile of `values`, 0 if there are none.
fn quantile(values: &mut [f32], q: f64) -> f32 {
    values.sort_by(f32::total_cmp);
    let at = (values.len() as f64 * q) as usize;
    values.get(at).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(top: f32, outcome: Outcome) -> Observation {
        Observation {
            evidence: Evidence {
                top,
                margin: top.max(0.0),
                cosine: 0.5,
                known_share: 1.0,
            },
            outcome,
        }
    }

    #[test]
    fn a_fit_separates_what_differs_and_keeps_to_the_quantile() {
        let mut observations = Vec::new();
        for i in 0..200 {
            let spread = (i as f32 - 100.0) / 100.0;
            observations.push(observation(1.0 + spread, Outcome::Right));
            observations.push(observation(-1.0 + spread, Outcome::OutOfScope));
        }
        let calibration = Calibration::fit(&observations, 100);
        let confidence = |top| calibration.confidence(observation(top, Outcome::Right).evidence);
        assert!(confidence(1.0) > 0.9 && confidence(-1.0) < 0.1);
        let declined = (0..200).filter(|i| confidence(*i as f32 / 100.0) < calibration.threshold);
        assert_eq!(declined.count(), 3);
    }

    #[test]
    fn too_few_observations_leave_the_defaults() {
        let few = vec![observation(1.0, Outcome::Right); 50];
        assert_eq!(Calibration::fit(&few, 100), Calibration::default());
        assert_eq!(Calibration::fit(&[], 0), Calibration::default());
    }
}
