namespace Trabecula.Server;

/// <summary>Words about studies and the models that are made of them.</summary>
internal sealed partial record PageWords
{
    public string NewStudy => Of("New study", "新しい研究");
    public string StudiesMean => Of("Five-fold cross-validation on films with DXA results: each person is estimated by networks that have never seen them.", "DXA結果のある画像での5分割交差検証。各人は、その人を学習に含まないネットワークで推定されます。");
    public string StudyName => Of("Name", "名称");
    public string ManifestFile => Of("Manifest (CSV)", "マニフェスト（CSV）");
    public string ManifestFrom => Of("Manifest", "マニフェスト");
    public string UploadManifest => Of("Upload one", "アップロード");
    public string ManifestOnServer => Of("One on the server", "サーバー上のもの");
    public string FilmsFolder => Of("Folder that its film names begin at", "画像名の起点となるフォルダー");
    public string Below => Of("Folder below it (optional)", "その下のフォルダー（任意）");
    public string Epochs => Of("Passes", "学習回数");
    public string Seed => Of("Seed", "乱数シード");
    public string WantsCurve => Of("Learning curve (a third more time)", "学習曲線（時間が約1/3増）");
    public string WantsModel => Of("Make a model of it (one training more)", "モデルも作成（学習が1回増）");
    public string StartStudy => Of("Start", "開始");
    public string NoFolders => Of("No folder is set from which studies may read films. Whoever runs the server names them in the setting Studies:Folders.", "研究で読み取れるフォルダーが設定されていません。サーバー管理者が設定 Studies:Folders で指定します。");
    public string NoProgram => Of("This server's program estimates only. To run studies here, name one that was built with training in the setting Studies:Program.", "このサーバーのプログラムは推定専用です。研究を実行するには、学習機能付きのプログラムを設定 Studies:Program で指定してください。");
    public string NoStudies => Of("No study yet.", "研究はまだありません。");
    public string PeopleAndFilms => Of("{0} people, {1} films", "{0}人、{1}枚");
    public string AskedBy => Of("{0}, {1}", "{0}、{1}");
    public string StopStudy => Of("Stop", "停止");
    public string GoOn => Of("Go on", "再開");
    public string MakeModel => Of("Make its model", "モデルを作成");
    public string Promote => Of("Put its model in force", "このモデルを採用");
    public string PromoteMeans => Of("The model is verified and loaded once for trial. It takes over when the server is next started, so that all results of one run come from one model; results that exist are not changed.", "モデルは検証され、試験的に読み込まれます。次回のサーバー起動時から使われ、既存の結果は変わりません。");
    public string PromoteSure => Of("Put {0} in force at the next start", "次回起動時から {0} を採用する");
    public string Promoted => Of("{0} takes over at the next start of the server.", "次回のサーバー起動時から {0} を使用します。");
    public string NextModel => Of("from the next start", "次回起動から");
    public string WithdrawModel => Of("Back to the installed model", "インストール済みモデルに戻す");
    public string ModelFixed => Of("The server was started with a model that its settings name; a promoted one would not count.", "設定で指定されたモデルで起動しているため、採用は反映されません。");
    public string ModelOfStudy => Of("Its model", "この研究のモデル");
    public string NoModelYet => Of("No model was made of this study.", "この研究のモデルは作成されていません。");
    public string ModelComes => Of("Its model is made when all folds are done.", "全分割の完了後にモデルが作成されます。");
    public string StudyFolder => Of("Films in", "画像の場所");
    public string Settings => Of("Settings", "設定");
    public string SettingsOf => Of("{0} passes, seed {1}, five folds", "学習{0}回、シード{1}、5分割");
    public string Figures => Of("Figures", "成績");
    public string FiguresMean => Of("On people that the networks had not seen; 95 % intervals in brackets. Sensitivity and specificity for osteopenia or worse.", "ネットワークが見ていない人での成績（括弧内は95％信頼区間）。感度・特異度は骨減少症以上に対するもの。");
    public string FiguresSimulated => Of("Simulated people: no measure of clinical accuracy.", "シミュレーション上の人であり、臨床的な精度ではありません。");
    public string ModelKind => Of("Model", "モデル");
    public string PeopleCount => Of("People", "人数");
    public string MeanError => Of("Mean absolute error, g/cm²", "平均絶対誤差 g/cm²");
    public string Correlation => Of("r", "r");
    public string Bias => Of("Bias, g/cm²", "偏り g/cm²");
    public string Sensitivity => Of("Sensitivity, %", "感度 ％");
    public string Specificity => Of("Specificity, %", "特異度 ％");
    public string Auroc => Of("AUROC", "AUROC");
    public string Coverage => Of("90 % intervals cover, %", "90％区間の被覆 ％");
    public string StudyReport => Of("Report", "報告書");
    public string OpenReport => Of("Open alone", "単独で開く");
    public string Compare => Of("Compare", "比較");
    public string CompareTwo => Of("Choose two studies to compare them", "比較する研究を2つ選択");
    public string CompareMeans => Of("Each figure with its 95 % interval. The studies may be of other people; intervals that overlap do not show that two models are alike.", "各値と95％信頼区間。対象者が異なることがあります。区間の重なりは同等であることを示しません。");
    public string Difference => Of("Difference", "差");
    public string ChosenForCompare => Of("Compare {0}", "{0} を比較");
    public string BackToStudies => Of("All studies", "研究一覧");
    public string LastWords => Of("What the program said", "プログラムの出力");

    /// <summary>What kind of a model a study tells of.</summary>
    /// <param name="model">As its files have it.</param>
    public string ModelKindOf(string model) => model switch
    {
        "film" => Of("film", "画像のみ"),
        "film + covariates" => Of("film, age, sex, height, weight", "画像＋年齢・性別・身長・体重"),
        "covariates" => Of("age, sex, height, weight alone", "年齢・性別・身長・体重のみ"),
        _ => model,
    };

    /// <summary>Why a study was not taken, or failed.</summary>
    /// <param name="code">The reason's code.</param>
    /// <param name="message">Its sentence in English.</param>
    public string StudyRefusalOf(string code, string message) => code switch
    {
        "film_as_manifest" => Of(message, "これは画像などのバイナリファイルで、表ではありません。画像は推定ページから送ってください。研究にはマニフェスト（CSV）が必要です。"),
        "image_not_allowed" => Of(message, $"許可されたフォルダーの外にある画像が含まれています。何も保存されていません。（{message}）"),
        "folder_not_allowed" => Of(message, "このフォルダーは許可されていないか、存在しません。設定 Studies:Folders を確認してください。"),
        "too_few_subjects" => Of(message, $"人数が不足しています（最低50人）。（{message}）"),
        "model_tampered" => Of($"The model was changed after it was made, and is not put in force. {message}", $"モデルが作成後に変更されているため、採用しません。（{message}）"),
        _ => message,
    };

    /// <summary>A figure with its interval.</summary>
    /// <param name="measure">The figure, or null.</param>
    /// <param name="format">Its format.</param>
    /// <param name="factor">100 for shares in per cent.</param>
    public static string Interval95(Trabecula.Evaluation.Measure? measure, string format, double factor = 1) => measure is not { } known || !double.IsFinite(known.Value)
        ? "–"
        : double.IsFinite(known.Lower) && double.IsFinite(known.Upper)
            ? $"{Number(factor * known.Value, format)} ({Number(factor * known.Lower, format)}, {Number(factor * known.Upper, format)})"
            : Number(factor * known.Value, format);
}
