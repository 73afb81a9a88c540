//! Finds the example of one intent that is most like an utterance.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions come from the index itself, which has fewer than 2^32 postings"
)]

use super::svm::Rows;

/// Values are kept as whole numbers of this, which is a part in 32,768: no value exceeds the length
/// of its block, and those are below 2.
const UNIT: f32 = 1.0 / 32_768.0;

/// The examples of one intent by the features that occur in them.
///
/// An utterance shares few features with most examples, so adding up along its features is some
/// ten times faster than comparing it with every example.
#[derive(Debug, Clone, Default)]
pub(super) struct ClassIndex {
    features: Vec<u32>,
    /// Where the postings of each feature begin; one more than there are features.
    starts: Vec<u32>,
    /// Example (by position in `examples`) and value, in units of [`UNIT`].
    postings: Vec<(u16, u16)>,
    examples: Vec<u32>,
    /// By example, one over its length.
    scales: Vec<f32>,
}

impl ClassIndex {
    /// The index of each class; `classes` are its examples, pairs of a row and the caller's number for it, at most
    /// 65,535. `features` is how many there are.
    pub(super) fn of_classes(
        rows: &Rows,
        features: usize,
        classes: Vec<Vec<(u32, u32)>>,
    ) -> Vec<Self> {
        let mut places = vec![0; features];
        classes
            .into_iter()
            .map(|examples| Self::new(rows, examples, &mut places))
            .collect()
    }

    /// `places` is zero by feature, before and after.
    fn new(rows: &Rows, mut examples: Vec<(u32, u32)>, places: &mut [u32]) -> Self {
        examples.truncate(usize::from(u16::MAX));
        let mut features = Vec::new();
        for &(row, _) in &examples {
            for &(feature, _) in rows.row(row) {
                let count = &mut places[feature as usize];
                if *count == 0 {
                    features.push(feature);
                }
                *count += 1;
            }
        }
        features.sort_unstable();
        features.shrink_to_fit();
        let mut starts = Vec::with_capacity(features.len() + 1);
        let mut start = 0;
        for &feature in &features {
            starts.push(start);
            start += std::mem::replace(&mut places[feature as usize], start);
        }
        starts.push(start);
        let mut postings = vec![(0, 0); start as usize];
        for (local, &(row, _)) in (0..).zip(&examples) {
            for &(feature, value) in rows.row(row) {
                let place = &mut places[feature as usize];
                postings[*place as usize] = (local, (value / UNIT) as u16);
                *place += 1;
            }
        }
        for &feature in &features {
            places[feature as usize] = 0;
        }
        let scale = |row| UNIT / length(rows.row(row)).max(f32::MIN_POSITIVE);
        Self {
            features,
            starts,
            postings,
            scales: examples.iter().map(|&(row, _)| scale(row)).collect(),
            examples: examples.into_iter().map(|(_, example)| example).collect(),
        }
    }

    /// The nearest of the examples, and its cosine (0 to 1).
    pub(super) fn nearest(&self, vector: &[(u32, f32)]) -> (u32, f32) {
        let mut dots = vec![0.0_f32; self.examples.len()];
        let mut from = 0;
        for &(feature, value) in vector {
            from += skip_below(&self.features[from..], feature);
            if self.features.get(from) == Some(&feature) {
                let (start, end) = (self.starts[from] as usize, self.starts[from + 1] as usize);
                for &(example, other) in &self.postings[start..end] {
                    dots[usize::from(example)] += value * f32::from(other);
                }
            }
        }
        let mut best = (self.examples.first().copied().unwrap_or(0), 0.0);
        for ((&dot, &scale), &example) in dots.iter().zip(&self.scales).zip(&self.examples) {
            if dot * scale > best.1 {
                best = (example, dot * scale);
            }
        }
        (
            best.0,
            (best.1 / length(vector).max(f32::MIN_POSITIVE)).min(1.0),
        )
    }
}

/// How many of the sorted `features` are below `feature`: steps that double, then halves.
fn skip_below(features: &[u32], feature: u32) -> usize {
    let mut bound = 1;
    while features.get(bound).is_some_and(|&other| other < feature) {
        bound *= 2;
    }
    let from = bound / 2;
    let to = (bound + 1).min(features.len());
    let within = features.get(from..to).unwrap_or_default();
    from + within.partition_point(|&other| other < feature)
}

fn length(vector: &[(u32, f32)]) -> f32 {
    vector
        .iter()
        .map(|(_, value)| value * value)
        .sum::<f32>()
        .sqrt()
}
