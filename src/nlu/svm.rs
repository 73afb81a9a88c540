//! One-vs-rest linear support vector machine with squared hinge loss.
//!
//! This is LIBLINEAR's dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan,
//! "A dual coordinate descent method for large-scale linear SVM", ICML 2008), run for a block of
//! classes in lockstep over a feature-major weight matrix: one pass over an example serves all
//! classes of the block, and a block is small enough that what is used often stays in the cache.
//! It makes a fixed number of passes in a fixed order: a tolerance would stop at another pass on
//! another number of threads, and then the same table would not give the same model.
//!
//! The loops over rows count classes in a `while`: zipped iterators take two to four times the instructions, since the
//! compiler does not keep the sums in registers then.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "features and rows are numbered densely by the table that they come from"
)]

use super::bayes::Bayes;

/// How many classes are trained and scored together.
pub(super) const BLOCK: usize = 32;

/// Sparse vectors, one a row.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
    /// By row, the square of its length.
    squares: Vec<f32>,
}

impl Rows {
    /// Room for `rows` rows with `entries` entries in total.
    pub(super) fn with_capacity(rows: usize, entries: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self {
            starts,
            entries: Vec::with_capacity(entries),
            squares: Vec::with_capacity(rows),
        }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, row: &[(u32, f32)]) {
        self.entries.extend_from_slice(row);
        self.starts.push(self.entries.len() as u32);
        self.squares
            .push(row.iter().map(|(_, value)| value * value).sum());
    }

    /// The row with this number.
    pub(super) fn row(&self, number: u32) -> &[(u32, f32)] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        let number = number as usize;
        self.entries
            .get(bound(number)..bound(number + 1))
            .unwrap_or_default()
    }
}

/// What to learn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) rows: &'a Rows,
    /// Which rows take part, and the class of each; a class that is not below `classes` says that
    /// the row belongs to none. The order is the order of learning, and should be a mixed one.
    pub(super) labels: &'a [(u32, u32)],
    pub(super) features: usize,
    pub(super) classes: usize,
}

/// A linear model: the score of each class is a weighted sum of the features.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    blocks: Vec<ClassBlock>,
    classes: usize,
}

/// The weights of up to [`BLOCK`] classes, as 16-bit integers with one scale a class: half the
/// memory, and an error of at most one part in 65,534 of the class's greatest weight.
#[derive(Debug, Clone)]
struct ClassBlock {
    matrix: Vec<[i16; BLOCK]>,
    scales: [f32; BLOCK],
    bias: [f32; BLOCK],
}

impl Weights {
    /// The score of every class for a vector.
    pub(super) fn scores(&self, vector: &[(u32, f32)], scores: &mut Vec<f32>) {
        scores.clear();
        for block in &self.blocks {
            let sums = sums_of(&block.matrix, vector);
            let scaled = sums.iter().zip(&block.scales).zip(&block.bias);
            scores.extend(scaled.map(|((sum, scale), bias)| sum * scale + bias));
        }
        scores.truncate(self.classes);
    }

    /// The weight of a feature for a class; 0 if there is no such feature or class.
    pub(super) fn weight(&self, feature: u32, class: usize) -> f32 {
        let lane = class % BLOCK;
        self.blocks.get(class / BLOCK).map_or(0.0, |block| {
            let weight = block
                .matrix
                .get(feature as usize)
                .and_then(|row| row.get(lane));
            let scale = block.scales.get(lane).copied().unwrap_or(0.0);
            weight.map_or(0.0, |&weight| f32::from(weight) * scale)
        })
    }
}

/// How a model is learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipe {
    /// The cost of an error against the size of the weights.
    pub(super) cost: f32,
    /// Passes over the rows.
    pub(super) epochs: usize,
    /// A row whose duals all change by less than this is not visited again; 0 visits every row in every pass.
    pub(super) settled: f32,
    /// How much naive Bayes is added.
    pub(super) bayes: f32,
}

/// Trains with `threads` threads; the result does not depend on their number.
pub(super) fn train(problem: &Problem<'_>, recipe: Recipe, threads: usize) -> Weights {
    let bayes = Bayes::new(problem);
    let count = problem.classes.div_ceil(BLOCK);
    let threads = threads.clamp(1, count.max(1));
    let work = |thread: usize| -> Vec<ClassBlock> {
        (thread..count)
            .step_by(threads)
            .map(|block| train_block(problem, recipe, &bayes, block * BLOCK))
            .collect()
    };
    let mut done: Vec<std::vec::IntoIter<ClassBlock>> = if threads == 1 {
        vec![work(0).into_iter()]
    } else {
        std::thread::scope(|scope| {
            let work = &work;
            let running: Vec<_> = (0..threads)
                .map(|thread| scope.spawn(move || work(thread)))
                .collect();
            running
                .into_iter()
                .map(|thread| match thread.join() {
                    Ok(blocks) => blocks.into_iter(),
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        })
    };
    let mut blocks = Vec::with_capacity(count);
    while let Some(block) = done
        .get_mut(blocks.len() % threads)
        .and_then(Iterator::next)
    {
        blocks.push(block);
    }
    Weights {
        blocks,
        classes: problem.classes,
    }
}

/// Trains the classes from `from` on.
fn train_block(problem: &Problem<'_>, recipe: Recipe, bayes: &Bayes, from: usize) -> ClassBlock {
    let (mut matrix, mut bias) = descend(problem, recipe, from);
    let width = BLOCK.min(problem.classes - from);
    bayes.add(problem, recipe.bayes, from, &mut matrix);
    let mut greatest = [0.0_f32; BLOCK];
    for row in &matrix {
        for (greatest, weight) in greatest.iter_mut().zip(row) {
            *greatest = greatest.max(weight.abs());
        }
    }
    let scales = greatest.map(|greatest| greatest.max(f32::MIN_POSITIVE) / f32::from(i16::MAX));
    for unused in bias.iter_mut().skip(width) {
        *unused = 0.0;
    }
    let quantised = matrix.iter().map(|row| {
        let mut quantised = [0; BLOCK];
        for ((to, weight), scale) in quantised.iter_mut().zip(row).zip(&scales) {
            *to = (weight / scale + 0.5_f32.copysign(*weight)) as i16;
        }
        quantised
    });
    ClassBlock {
        matrix: quantised.collect(),
        scales,
        bias,
    }
}

/// Dual coordinate descent for the classes from `from` on: their weights and biases.
fn descend(
    problem: &Problem<'_>,
    recipe: Recipe,
    from: usize,
) -> (Vec<[f32; BLOCK]>, [f32; BLOCK]) {
    let mut matrix = vec![[0.0_f32; BLOCK]; problem.features];
    let mut bias = [0.0_f32; BLOCK];
    let ridge = 1.0 / (2.0 * recipe.cost);
    let mut duals = vec![[0.0_f32; BLOCK]; problem.labels.len()];
    let mut settled = vec![false; problem.labels.len()];
    let mut order = Order::new(problem.labels.len());
    for _ in 0..recipe.epochs {
        order.shuffle();
        for at in order.rows() {
            // What teaches nothing any more is left out (LIBLINEAR's shrinking).
            if settled[at] {
                continue;
            }
            let ((number, class), duals) = (problem.labels[at], &mut duals[at]);
            let row = problem.rows.row(number);
            // The bias is the weight of one more feature, whose value is 1.
            let square = problem.rows.squares[number as usize] + 1.0 + ridge;
            let mut scores = bias;
            add_rows(&mut scores, &matrix, row);
            let mut signs = [-1.0_f32; BLOCK];
            if let Some(sign) = (class as usize)
                .checked_sub(from)
                .and_then(|at| signs.get_mut(at))
            {
                *sign = 1.0;
            }
            let changes = learn(duals, &scores, &signs, ridge, 1.0 / square);
            settled[at] = changes.iter().all(|change| change.abs() < recipe.settled);
            if changes.iter().all(|&change| change == 0.0) {
                continue;
            }
            for (bias, change) in bias.iter_mut().zip(&changes) {
                *bias += change;
            }
            add_to_rows(&mut matrix, row, &changes);
        }
    }
    (matrix, bias)
}

/// A step of every class's dual towards the least loss; returns what each changes its class's weights by.
#[inline(never)]
fn learn(
    duals: &mut [f32; BLOCK],
    scores: &[f32; BLOCK],
    signs: &[f32; BLOCK],
    ridge: f32,
    step: f32,
) -> [f32; BLOCK] {
    let mut changes = [0.0_f32; BLOCK];
    let mut lane = 0;
    while lane < BLOCK {
        let dual = duals[lane];
        let gradient = signs[lane] * scores[lane] - 1.0 + dual * ridge;
        let next = (dual - gradient * step).max(0.0);
        changes[lane] = (next - dual) * signs[lane];
        duals[lane] = next;
        lane += 1;
    }
    changes
}

/// Adds up the rows of `matrix` that `vector` names, each times its value.
///
/// Kept as a function of its own, as is its counterpart: inlined, the compiler takes the sums
/// apart into single numbers and loses a factor of five. The sums are a copy of its own, so that
/// they stay in registers.
#[inline(never)]
fn add_rows(sums: &mut [f32; BLOCK], matrix: &[[f32; BLOCK]], vector: &[(u32, f32)]) {
    let mut own = *sums;
    for &(feature, value) in vector {
        if let Some(row) = matrix.get(feature as usize) {
            let mut lane = 0;
            while lane < BLOCK {
                own[lane] += row[lane] * value;
                lane += 1;
            }
        }
    }
    *sums = own;
}

/// The sums of the rows of a matrix of whole numbers that `vector` names, each times its value.
#[inline(never)]
fn sums_of(matrix: &[[i16; BLOCK]], vector: &[(u32, f32)]) -> [f32; BLOCK] {
    let mut sums = [0.0_f32; BLOCK];
    for &(feature, value) in vector {
        if let Some(row) = matrix.get(feature as usize) {
            let mut lane = 0;
            while lane < BLOCK {
                sums[lane] += f32::from(row[lane]) * value;
                lane += 1;
            }
        }
    }
    sums
}

/// Adds `changes` to the rows of `matrix` that `vector` names, each times its value.
#[inline(never)]
fn add_to_rows(matrix: &mut [[f32; BLOCK]], vector: &[(u32, f32)], changes: &[f32; BLOCK]) {
    let changes = *changes;
    for &(feature, value) in vector {
        if let Some(row) = matrix.get_mut(feature as usize) {
            let mut lane = 0;
            while lane < BLOCK {
                row[lane] += changes[lane] * value;
                lane += 1;
            }
        }
    }
}

/// The order in which rows are visited, another one in each pass.
///
/// Stretches of rows are shuffled, and the rows of each stretch, but not the rows of all stretches
/// with each other: a stretch lies together in memory, and jumping to a row takes longer than
/// learning from it.
struct Order {
    stretches: Vec<Vec<usize>>,
    random: u64,
}

impl Order {
    const STRETCH: usize = 16;

    fn new(rows: usize) -> Self {
        let all: Vec<usize> = (0..rows).collect();
        Self {
            stretches: all.chunks(Self::STRETCH).map(<[usize]>::to_vec).collect(),
            random: 0x2545_f491_4f6c_dd1d,
        }
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        self.stretches.iter().flatten().copied()
    }

    fn shuffle(&mut self) {
        for stretch in &mut self.stretches {
            shuffle(stretch, &mut self.random);
        }
        shuffle(&mut self.stretches, &mut self.random);
    }
}

/// Fisher and Yates's shuffle with a fixed seed (xorshift64*): the order is part of the model.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for last in (1..items.len()).rev() {
        *random ^= *random >> 12;
        *random ^= *random << 25;
        *random ^= *random >> 27;
        let draw = random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        items.swap(last, draw as usize % (last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_a_line_separates_are_separated() {
        let mut rows = Rows::with_capacity(401, 801);
        let mut labels = Vec::new();
        // Forty classes, so that there is more than one block; a feature for each and one for all.
        for number in 0..400 {
            let class = number % 40;
            rows.push(&[(class, 1.0), (40, 1.0)]);
            labels.push((number, class));
        }
        rows.push(&[(40, 1.0)]);
        labels.push((400, u32::MAX));
        let problem = Problem {
            rows: &rows,
            labels: &labels,
            features: 41,
            classes: 40,
        };
        let recipe = Recipe {
            cost: 2.0,
            epochs: 10,
            settled: 0.005,
            bayes: 0.0,
        };
        let weights = train(&problem, recipe, 1);
        let mut scores = Vec::new();
        for class in 0..40 {
            weights.scores(rows.row(class), &mut scores);
            assert_eq!(scores.len(), 40);
            for (other, &score) in (0..).zip(&scores) {
                assert_eq!(score > 0.0, other == class, "{class} {other} {score}");
            }
        }
        weights.scores(rows.row(400), &mut scores);
        assert!(scores.iter().all(|&score| score < 0.0));
    }
}
