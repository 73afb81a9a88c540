//! The classifier on a table of four intents.

use super::*;

const TABLE: [(&str, [&str; 6]); 4] = [
    (
        "when",
        [
            "when did {person} leave",
            "what day did {person} quit",
            "{person} last day",
            "when was the exit of {person}",
            "on which date did {person} resign",
            "since when is {person} gone",
        ],
    ),
    (
        "why",
        [
            "why did {person} leave",
            "what was the reason for the exit of {person}",
            "how come {person} quit",
            "reason {person} resigned",
            "what made {person} go",
            "is there a reason why {person} left",
        ],
    ),
    (
        "where",
        [
            "where did {person} go",
            "which company did {person} join next",
            "new job of {person}",
            "where is {person} working now",
            "what does {person} do now",
            "{person} next employer",
        ],
    ),
    (
        "count",
        [
            "how many founders left",
            "number of founders who quit",
            "how many people resigned",
            "count of those who left",
            "how many are gone",
            "how many founders remain",
        ],
    ),
];

fn examples(table: &[(&str, [&str; 6])]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (intent, (_, utterances)) in (0..).zip(table) {
        for utterance in utterances {
            examples.push(Example {
                intent,
                group: examples.len() as u64,
                text: (*utterance).to_owned(),
            });
        }
    }
    examples
}

fn words() -> Arc<WordList> {
    Arc::new(WordList::parse("# ordinary\nwhale\nweather\n"))
}

fn trained(examples: &[Example], threads: usize) -> Classifier {
    Classifier::train(examples, TABLE.len(), &[], words(), threads)
}

fn classify(classifier: &Classifier, text: &str) -> Ranking {
    classifier.classify(&text.split(' ').collect::<Vec<_>>())
}

#[test]
fn unseen_wordings_find_their_intent() {
    let classifier = trained(&examples(&TABLE), 1);
    for (text, intent) in [
        ("what date did {person} leave", 0),
        ("reason for leaving of {person}", 1),
        ("where does {person} work now", 2),
        ("how many have left", 3),
    ] {
        assert_eq!(classify(&classifier, text).ranked[0].0, intent, "{text}");
    }
}

#[test]
fn neither_order_nor_threads_change_the_model() {
    let examples = examples(&TABLE);
    let one = trained(&examples, 1);
    // The intents backwards: intent 0 is called 3.
    let mut backwards: Vec<Example> = examples.clone();
    for example in &mut backwards {
        example.intent = 3 - example.intent;
    }
    backwards.reverse();
    let other = trained(&backwards, 3);
    assert_eq!(one.threshold().to_bits(), other.threshold().to_bits());
    for text in [
        "when did {person} quit",
        "nothing of the kind",
        "",
        "{person}",
        "whn did",
    ] {
        let (a, b) = (classify(&one, text), classify(&other, text));
        assert_eq!(a.confidence.to_bits(), b.confidence.to_bits(), "{text}");
        let renamed: Vec<(u32, u32)> = b
            .ranked
            .iter()
            .map(|&(i, s)| (3 - i, s.to_bits()))
            .collect();
        let ranked: Vec<(u32, u32)> = a.ranked.iter().map(|&(i, s)| (i, s.to_bits())).collect();
        assert_eq!(ranked, renamed, "{text}");
        assert_eq!(
            examples[a.nearest_example].text,
            backwards[b.nearest_example].text
        );
    }
}

#[test]
fn misspelt_words_are_read_as_words_of_the_table_and_ordinary_words_are_not() {
    let classifier = trained(&examples(&TABLE), 1);
    let ranking = classify(&classifier, "wehre did {person} go");
    assert_eq!(
        ranking.corrected,
        [("wehre".to_owned(), "where".to_owned())]
    );
    assert_eq!(ranking.ranked[0].0, 2);
    assert_eq!(classify(&classifier, "whale did {person} go").corrected, []);
}

#[test]
fn what_shares_nothing_with_the_table_is_less_sure() {
    let classifier = trained(&examples(&TABLE), 1);
    let near = classify(&classifier, "when did {person} leave");
    let far = classify(&classifier, "bake pumpkin bread tomorrow");
    assert!(near.confidence > far.confidence);
    assert!(near.evidence.cosine > 0.99);
    assert!(far.evidence.known_share < 0.01);
    assert!(classifier.ambiguity_threshold() >= classifier.threshold());
}

#[test]
fn thresholds_can_be_set_and_keep_their_order() {
    let mut classifier = trained(&examples(&TABLE), 1);
    let fitted = classifier.ambiguity_threshold();
    classifier.set_thresholds(None, None);
    assert!((classifier.ambiguity_threshold() - fitted).abs() < f32::EPSILON);
    classifier.set_thresholds(Some(0.5), Some(0.25));
    assert!((classifier.threshold() - 0.5).abs() < f32::EPSILON);
    assert!((classifier.ambiguity_threshold() - 0.5).abs() < f32::EPSILON);
}

#[test]
fn an_explanation_adds_up_to_the_margin_but_for_the_bias() {
    let classifier = trained(&examples(&TABLE), 1);
    let explanation = classifier.explain(&["why", "did", "{person}", "leave"]);
    assert_eq!(explanation.ranking.ranked[0].0, 1);
    let best = explanation
        .contributions
        .iter()
        .max_by(|a, b| a.1.total_cmp(&b.1));
    assert_eq!(best.map(|(word, _)| word.as_str()), Some("why"));
    let sum: f32 = explanation.contributions.iter().map(|(_, c)| c).sum();
    assert!((sum - explanation.ranking.evidence.margin).abs() < 0.5);
}

#[test]
fn an_empty_table_and_an_empty_question_are_no_error() {
    let empty = Classifier::train(&[], 0, &[], words(), 2);
    let ranking = empty.classify(&["who", "left"]);
    assert!(ranking.ranked.is_empty());
    assert!(ranking.confidence < 0.01);
    let classifier = trained(&examples(&TABLE), 1);
    assert!(classifier.classify(&[]).confidence < classifier.ambiguity_threshold());
}
