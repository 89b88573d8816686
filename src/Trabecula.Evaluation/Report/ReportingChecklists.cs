namespace Trabecula.Evaluation;

/// <summary>Where a study's report answers the items of the reporting guidelines, and which its user must answer.</summary>
/// <remarks>
/// TRIPOD+AI (Collins et al. 2024, BMJ 385:e078378) and CLAIM 2024 (Tejani et al. 2024, Radiol Artif Intell 6:e240300). Items are
/// named by number and topic in our own words.
/// </remarks>
public static class ReportingChecklists
{
    private const string You = "the user must say";

    private static readonly (string Number, string Topic, string Where)[] Tripod =
    [
        ("1", "title: a prediction model is developed or evaluated, in whom, for what", You),
        ("2", "abstract (TRIPOD+AI for Abstracts)", You),
        ("3a", "background: the health context and why the model is needed", You),
        ("3b", "background: target population, purpose, users", "docs/explanation and the model card say the purpose; who is to use it: " + You),
        ("3c", "background: known inequalities of health", You),
        ("4", "objectives: development, evaluation or both", "the command in Configuration says development with internal evaluation, and external where --external is given; the objectives: " + You),
        ("5a", "data: sources, and why they are representative", "population: Overview; sources: " + You),
        ("5b", "data: dates of inclusion and follow-up", You),
        ("6a", "participants: setting, number and place of centres", "subgroups by centre; the rest: " + You),
        ("6b", "participants: eligibility", "Overview (flow) for films; people: " + You),
        ("6c", "participants: treatments", You),
        ("7", "preparation and checks of the data, alike in all groups", "Overview (flow), Rows left out; docs/how-to/run-a-study.md"),
        ("8a", "outcome: what, when and how it is assessed", "areal BMD by DXA, categories by the criteria in Configuration; time between film and scan: " + You),
        ("8b", "outcome: who assesses it, where that is a judgement", "DXA is a measurement; analysis of the scans: " + You),
        ("8c", "outcome: blinding", "the film's estimate is made by the program; DXA operators: " + You),
        ("9a", "predictors: choice", "Training: the film alone; film with age, sex, height, weight"),
        ("9b", "predictors: definition and measurement", "docs/reference/tables.md; X-ray technique: " + You),
        ("9c", "predictors: who assesses them, where that is a judgement", "none is a judgement: the program reads the film"),
        ("10", "sample size and its justification", "Overview, Folds and leakage; Learning curve where one was asked for; justification: " + You),
        ("11", "missing data", "docs/how-to/run-a-study.md: missing densities do not count in the loss, missing covariates count as the mean with a marker"),
        ("12a", "analysis: use and partition of the data", "Folds and leakage"),
        ("12b", "analysis: how predictors are handled", "Training; docs/how-to/run-a-study.md"),
        ("12c", "analysis: type of model, its building, tuning, internal validation", "Training; Configuration; study.json"),
        ("12d", "analysis: heterogeneity between clusters", "subgroups by centre, DXA maker, vendor and kVp"),
        ("12e", "analysis: measures of performance and their comparison", "docs/reference/statistics.md"),
        ("12f", "analysis: updating", "none within the study; later by trabecula model recalibrate, which the bundle's card then tells"),
        ("12g", "analysis: how predictions are calculated", "predictions.csv; the bundle and trabecula estimate"),
        ("13", "class imbalance", "categories follow from densities; nothing is resampled, and probabilities are calibrated"),
        ("14", "fairness", "subgroups of each site by sex, age and BMI; what follows from them: " + You),
        ("15", "output of the model and thresholds", "docs/reference/tables.md (predictions.csv); docs/reference/diagnosis.md"),
        ("16", "differences between the data of training and of evaluation", "Other films, where they were given; otherwise none but the fold"),
        ("17", "ethics approval and consent", You),
        ("18a", "funding", You),
        ("18b", "conflicts of interest", You),
        ("18c", "protocol", You),
        ("18d", "registration", You),
        ("18e", "availability of the data", You),
        ("18f", "availability of the code", "Configuration: version and command; the code is public"),
        ("19", "involvement of patients and the public", You),
        ("20a", "participants: flow", "Overview (flow); Rows left out"),
        ("20b", "participants: characteristics, by centre", "Folds and leakage; subgroups; further ones: " + You),
        ("20c", "participants: comparison of development and evaluation", "Folds and leakage; Other films, where they were given"),
        ("21", "number of participants and of outcomes in each analysis", "every table; each site's two questions"),
        ("22", "full specification of the model", "the bundle (--bundle) with its networks and calibration.json; study.json"),
        ("23a", "performance with intervals, in subgroups too", "each site; subgroups"),
        ("23b", "heterogeneity of performance between clusters", "subgroups by centre, DXA maker, vendor and kVp"),
        ("24", "results of updating", "none within the study"),
        ("25", "interpretation, fairness and earlier studies", "each site beside published figures; interpretation: " + You),
        ("26", "limitations", You),
        ("27a", "use: input of poor quality or missing", "docs/explanation/quality.md and docs/reference/reasons.md: films are refused or vertebrae left out by named rules"),
        ("27b", "use: what users have to do and to know", "docs/getting-started and the model card; training of users: " + You),
        ("27c", "next steps", You),
    ];

    private static readonly (string Number, string Topic, string Where)[] Claim =
    [
        ("1", "title or abstract name the AI method and its kind", You),
        ("2", "structured abstract", You),
        ("3", "background, intended use and role", You),
        ("4", "aims, objectives, hypotheses", You),
        ("5", "prospective or retrospective", You),
        ("6", "goal of the study", "development of a model with internal evaluation; its clinical goal: " + You),
        ("7", "sources of the data", "population: Overview; sources: " + You),
        ("8", "inclusion and exclusion", "Overview (flow) for films; people: " + You),
        ("9", "preprocessing", "docs/how-to/run-a-study.md; docs/explanation/finding-the-vertebrae.md"),
        ("10", "selection of parts of the data", "Overview (flow): all films that are not refused"),
        ("11", "de-identification", "the report names lines of the manifest only; the films' own: " + You),
        ("12", "missing data", "docs/how-to/run-a-study.md"),
        ("13", "acquisition of the images", "subgroups by vendor and kVp; protocol: " + You),
        ("14", "definition of the reference standard", "DXA, on the scales of the makers named in the subgroups; scanner, phantom and quality control: " + You),
        ("15", "why this reference standard", You),
        ("16", "source of the annotations", "none by hand in the study; the localiser's: its model card"),
        ("17", "annotation of the test set", "none by hand: DXA"),
        ("18", "variability of annotators", "none by hand; DXA's own: each site's repeatability and the Learning curve, where there are"),
        ("19", "how data were assigned to partitions", "Folds and leakage"),
        ("20", "level at which partitions are disjoint", "the subject: Folds and leakage"),
        ("21", "intended sample size", "Overview; Learning curve, where one was asked for; justification: " + You),
        ("22", "description of the model", "Training; docs/explanation/architecture.md"),
        ("23", "software and versions", "Configuration; study.json"),
        ("24", "first values of the parameters", "drawn at random from the seed in Configuration; nothing is pretrained"),
        ("25", "training", "Training; study.json holds every pass's losses"),
        ("26", "how the final model is chosen", "Training: the best pass by the inner part; the bundle's: its model card"),
        ("27", "ensembles", "Configuration: networks in each fold, whose mean is the estimate"),
        ("28", "measures of performance", "docs/reference/statistics.md"),
        ("29", "significance and uncertainty", "docs/reference/statistics.md; intervals in every table"),
        ("30", "robustness", "Steadiness on real films and Other films, where they were given; subgroups"),
        ("31", "explainability", "trabecula estimate --attribution; docs/explanation/quality.md"),
        ("32", "evaluation on internal data", "each site"),
        ("33", "testing on external data", "Other films, where they were given; otherwise not done"),
        ("34", "registration of a clinical trial", You),
        ("35", "numbers included and excluded", "Overview (flow); Rows left out"),
        ("36", "characteristics of the people in each partition", "Folds and leakage; further ones: " + You),
        ("37", "performance with its uncertainty", "each site"),
        ("38", "diagnostic performance and its precision", "each site: the two questions"),
        ("39", "analysis of failures", "Worst cases; Rows left out"),
        ("40", "limitations", You),
        ("41", "implications for practice", You),
        ("42", "protocol or further technical details", "study.json; docs; the protocol: " + You),
        ("43", "availability of software, model and data", "software: Configuration; model: the bundle, where one was made; data: " + You),
        ("44", "funding and the funders' role", You),
    ];

    /// <summary>The section of a study's report.</summary>
    public static ReportSection Section() => new(
        "Reporting checklists",
        [
            new ReportParagraph("Where each item of the guidelines is answered, or that whoever writes the paper must answer it."),
            Table("TRIPOD+AI (2024)", Tripod),
            Table("CLAIM (2024)", Claim),
        ]);

    private static ReportTable Table(string name, IEnumerable<(string Number, string Topic, string Where)> items) =>
        new(name, ["item", "topic", "where"], [.. items.Select(item => new[] { item.Number, item.Topic, item.Where })]);
}
