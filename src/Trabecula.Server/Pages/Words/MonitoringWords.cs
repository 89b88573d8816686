namespace Trabecula.Server;

/// <summary>Words about drift, agreement, keys and what is in force.</summary>
internal sealed partial record PageWords
{
    public string DriftTitle => Of("Recent films beside the model's training", "最近の画像とモデルの学習データ");
    public string DriftMeans => Of("The latest {0} films that {1} estimated (2,000 at most), without corrections.", "{1} が推定した最近の{0}枚（最大2,000枚、修正前）。");
    public string TooFewFilms => Of("Too few films to say: {0}, and {1} are needed.", "判断には枚数が不足しています（{0}枚、{1}枚必要）。");
    public string Quantity => Of("Quantity", "項目");
    public string RecentFilms => Of("Recent films", "最近の画像");
    public string InTraining => Of("Training", "学習データ");
    public string DifferenceInSd => Of("Difference, SD", "差（SD）");
    public string StabilityIndex => Of("Stability index", "PSI");
    public string ByChance => Of("By chance up to", "偶然の上限");
    public string Verdict => Of("Drift", "変化");
    public string DriftNone => Of("none seen", "なし");
    public string DriftMoved => Of("moved", "変化あり");
    public string DriftFar => Of("moved far", "大きな変化");
    public string UnlikeFilms => Of("Spines unlike the training films", "学習画像と異なる脊椎");
    public string Women => Of("Women", "女性");
    public string NoCohort => Of("This model's bundle tells nothing of its people; only the look of the films can be compared.", "このモデルには対象者の情報がないため、画像の特徴のみ比較しています。");
    public string DriftFormula => Of("Population stability index over ten shares of the training, Σ (a − e) ln (a / e): beyond 0.1 moved, beyond 0.25 far, and only where it exceeds what 19 of 20 samples of the training itself stay under. A population that differs is no error of the model, but its accuracy is then not that of its study.", "PSI：学習データの10等分についてΣ(a−e)ln(a/e)。0.1超で変化あり、0.25超で大きな変化（偶然の上限を超える場合のみ）。集団の違いはモデルの誤りではありませんが、精度は研究時と異なり得ます。");
    public string FindingsShare => Of("What was noticed, share of films", "所見の割合");
    public string AgreementTitle => Of("Agreement with DXA", "DXAとの一致");
    public string AgreementMeans => Of("DXA results that arrive later are matched with films of the same Patient ID within {0} days, as collect does it. They are kept in this server's database.", "後から届いたDXA結果を、同じ患者IDで{0}日以内の画像と照合します（collect と同じ方法）。結果はこのサーバーのデータベースに保存されます。");
    public string DxaFile => Of("Add DXA results: a table (patient_id, dxa_date, lumbar_bmd, …) or a structured report", "DXA結果を追加：表（patient_id, dxa_date, lumbar_bmd …）または構造化レポート");
    public string DxaTaken => Of("{0} new results, {1} known ones, {2} left out.", "新規{0}件、登録済み{1}件、除外{2}件。");
    public string PairsFound => Of("{0} DXA results, {1} of them with a film of the model in force.", "DXA結果{0}件、うち使用中のモデルの画像と対になったもの{1}件。");
    public string PairsOfOthers => Of("{0} more with a film that another model estimated.", "別のモデルによるもの{0}件。");
    public string Unpaired => Of("In no pair:", "対にならないもの：");
    public string Pairs => Of("Pairs", "対");
    public string Limits => Of("95 % limits of agreement", "95％一致限界");
    public string TooFewPairs => Of("Too few pairs to say; {0} are needed.", "判断には対が不足しています（{0}必要）。");
    public string AltmanOf => Of("Differences of estimate and DXA over their mean", "推定値とDXAの差と平均");
    public string AltmanAxis => Of("mean of estimate and DXA, g/cm²", "推定値とDXAの平均 g/cm²");
    public string AltmanMeans => Of("Estimate less DXA, g/cm², over the mean of both (Bland and Altman). Line: bias; dashes: limits within which 95 % of differences are expected.", "推定値−DXA（g/cm²）と両者の平均（Bland–Altman）。実線：偏り、破線：差の95％が入る範囲。");

    public string InForceTitle => Of("In force", "使用中の設定");
    public string InForceMeans => Of("Read at start, from the settings of whoever runs the server (docs/reference/server-settings.md). What these do not name of reference population and gates is given here.", "起動時に、サーバー管理者の設定（docs/reference/server-settings.md）から読み込まれます。参照集団と品質基準は、設定で指定されていなければここで変更できます。");
    public string GiveTable => Of("Another one (JSON), from the next start", "別のファイル（JSON）を次回起動から使用");
    public string TableChanges => Of("Another one takes over at the next start of the server.", "次回のサーバー起動から変更されます。");
    public string WithdrawTable => Of("Back to the shipped one", "標準に戻す");
    public string ReferenceInForce => Of("Reference population", "参照集団");
    public string CriteriaInForce => Of("Criteria", "診断基準");
    public string GatesInForce => Of("Gates", "品質基準");
    public string DestinationsInForce => Of("Destinations", "送信先");
    public string ArchivesInForce => Of("Archives", "アーカイブ");
    public string FoldsInForce => Of("Folds of studies", "研究の学習場所");
    public string FoldsOn(string where) => where switch
    {
        "workers" => Of("on the workers, as jobs of their queue", "ワーカー（ジョブ）"),
        "slurm" => Of("on Slurm, as a job array", "Slurm（ジョブ配列）"),
        _ => Of("beside this server, one after another", "このサーバー（順番に）"),
    };

    public string StudyFoldersInForce => Of("Folders for studies", "研究用フォルダー");
    public string None => Of("none", "なし");
    public string ShippedOnes => Of("as shipped", "標準");
    public string SetBy => Of("setting {0}", "設定 {0}");
    public string WithdrawSure => Of("Withdraw “{0}”", "「{0}」を取り消す");

    /// <summary>A quantity that drifts.</summary>
    /// <param name="name">As the training has it.</param>
    public string QuantityOf(string name) => name switch
    {
        "age_years" => Of("Age, years", "年齢（歳）"),
        "height_cm" => Of("Height, cm", "身長 cm"),
        "weight_kg" => Of("Weight, kg", "体重 kg"),
        "lumbar_bmd" => Of("Estimated L1–L4, g/cm²", "L1–L4推定値 g/cm²"),
        _ => name,
    };
}
