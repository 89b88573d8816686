namespace Trabecula.Evaluation;

/// <summary>Where a study's report answers the items of the reporting guidelines, and which its authors must answer.</summary>
/// <remarks>
/// TRIPOD+AI (Collins et al. 2024, BMJ 385:e078378) and CLAIM 2024 (Tejani et al. 2024, Radiol Artif Intell 6:e240300). Items are
/// named by number and topic in our own words.
/// </remarks>
public static class ReportingChecklists
{
    private const string You = "the authors must say";

    private static readonly (string Number, string Topic, string Where)[] Tripod =
    [
        ("1", "title says that a prediction model is developed or evaluated", You),
        ("2", "abstract", You),
        ("3", "health context, target population, inequalities", You),
        ("4", "objectives", You),
        ("5", "sources and dates of the data", "population: Overview; dates and sources: " + You),
        ("6", "setting, eligibility, treatments", You),
        ("7", "preparation of the data", "Configuration; docs/how-to/run-a-study.md"),
        ("8", "outcome: what is measured, how, by whom", "areal BMD by DXA, categories by the criteria in Configuration; scanner and operator: " + You),
        ("9", "predictors", "Training: the film alone; film with age, sex, height, weight"),
        ("10", "sample size", "Overview (flow), Folds and leakage; Learning curve, where one was asked for; its justification: " + You),
        ("11", "missing data", "docs/how-to/run-a-study.md: missing densities are masked, missing covariates count as the mean with a marker"),
        ("12", "analysis: partition, model, training, performance measures", "Folds and leakage; Training; docs/reference/statistics.md"),
        ("13", "class imbalance", "categories follow from densities; nothing is resampled"),
        ("14", "fairness", "subgroups of each site"),
        ("15", "output of the model", "docs/reference/tables.md (predictions.csv)"),
        ("16", "differences between training and evaluation", "Other films, where they were given; otherwise none but the fold"),
        ("17", "ethics", You),
        ("18", "funding, conflicts, protocol, registration, data, code", "code and command: Configuration; the rest: " + You),
        ("19", "involvement of patients and public", You),
        ("20", "participants: flow, characteristics", "Overview; Folds and leakage"),
        ("21", "numbers in each analysis", "every table"),
        ("22", "full specification of the model", "study.json; the networks' checkpoints; docs/explanation"),
        ("23", "performance with intervals, heterogeneity", "each site; subgroups"),
        ("24", "updating of the model", "not done; calibration on the inner part of the training folds is part of the model"),
        ("25", "interpretation", You),
        ("26", "limitations", You),
        ("27", "use in practice, next steps", You),
    ];

    private static readonly (string Number, string Topic, string Where)[] Claim =
    [
        ("1–2", "title and abstract name the AI method", You),
        ("3–4", "background, aims", You),
        ("5–6", "prospective or retrospective; goal", You),
        ("7", "sources of the data", You),
        ("8", "inclusion and exclusion", "Overview (flow) for films; people: " + You),
        ("9", "preprocessing", "docs/how-to/run-a-study.md"),
        ("10", "selection of parts of the data", "Overview (flow)"),
        ("11", "de-identification", You),
        ("12", "missing data", "docs/how-to/run-a-study.md"),
        ("13", "acquisition of the images", "vendors: subgroups; protocol: " + You),
        ("14–15", "reference standard and why", "DXA; scanner, phantom and quality control: " + You),
        ("16–18", "annotators, annotation, their variability", "no annotation by hand in the study; DXA's own variability: Learning curve, repeats"),
        ("19–20", "partition of the data and its level", "Folds and leakage: by subject"),
        ("21", "sample size", "Overview; Learning curve; justification: " + You),
        ("22–24", "model, software, first weights", "Configuration; Training; docs/explanation"),
        ("25–27", "training, choice of the final model, ensembles", "Training"),
        ("28–29", "measures and their uncertainty", "docs/reference/statistics.md"),
        ("30", "robustness", "subgroups; Other films, where they were given"),
        ("31", "explainability", "trabecula estimate --attribution; docs/explanation/quality.md"),
        ("32–33", "internal and external testing", "each site; Other films, where they were given"),
        ("34", "registration of a trial", You),
        ("35–36", "flow, demographics", "Overview; Folds and leakage"),
        ("37–38", "performance, diagnostic accuracy", "each site"),
        ("39", "analysis of failures", "Worst cases"),
        ("40–41", "limitations, implications", You),
        ("42–44", "protocol, software, funding", "software and command: Configuration; the rest: " + You),
    ];

    /// <summary>The section of a study's report.</summary>
    public static ReportSection Section() => new(
        "Reporting checklists",
        [
            new ReportParagraph("Where each item of the guidelines is answered, or that the authors of a paper must answer it."),
            Table("TRIPOD+AI (2024)", Tripod),
            Table("CLAIM (2024)", Claim),
        ]);

    private static ReportTable Table(string name, IEnumerable<(string Number, string Topic, string Where)> items) =>
        new(name, ["item", "topic", "where"], [.. items.Select(item => new[] { item.Number, item.Topic, item.Where })]);
}
