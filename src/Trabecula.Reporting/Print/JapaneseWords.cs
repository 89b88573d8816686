using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The printed report in Japanese.</summary>
internal static class JapaneseWords
{
    /// <summary>What a finding means, by its code (docs/reference/reasons.md); the sentence with its numbers is in the structured report.</summary>
    private static readonly Dictionary<string, string> Findings = new()
    {
        ["not_lumbar_ap"] = "腰椎の正面（AP）X線写真と認められません。",
        ["vertebrae_missing"] = "第1～第4腰椎のすべてを確認できません（写野外または不明瞭）。",
        ["too_small"] = "画像または椎体が小さすぎて解析できません。",
        ["too_few_vertebrae"] = "除外後に残る椎体が2個未満です。",
        ["child"] = "小児の可能性があります。モデルは成人の脊椎のみを対象としています。",
        ["metal_over_vertebra"] = "金属または骨セメントが椎体に重なっています。",
        ["contrast_over_vertebra"] = "造影剤などの高濃度陰影が椎体に重なっています。",
        ["possible_compression_fracture"] = "隣接椎体より椎体高が低く、圧迫骨折の可能性があります。",
        ["unlike_neighbours"] = "隣接椎体とのTスコアの差が1を超えています。",
        ["uncertain_level"] = "椎体の輪郭が不確かです。画像で確認してください。",
        ["clipped"] = "椎体の一部が白飛びしています。",
        ["underexposed"] = "骨とノイズの差が小さく、露出不足です。",
        ["blurred"] = "椎体の辺縁が不鮮明です。",
        ["tilted"] = "椎体が傾いています（撮影時の傾きまたは側弯）。",
        ["rotated"] = "椎体が回旋しています。",
        ["levels_uncounted"] = "椎体高位を数えることができません（仙骨や肋骨が十分に写っていない、または椎体数が通常と異なる可能性）。",
        ["possible_transitional_anatomy"] = "移行椎または過剰椎の可能性があり、椎体高位がずれていることがあります。",
        ["unlike_training_films"] = "モデルの学習に用いた画像と性質が異なります。",
        ["spacing_unknown"] = "画素間隔が不明のため、標準的な大きさを仮定しました。",
        ["inverted"] = "白黒が反転していたため、骨が白くなるように直しました。",
    };

    public static ReportWords All { get; } = new()
    {
        Title = "腰椎X線写真からの骨密度推定",
        ResearchUse = "研究用・診断には使用不可",
        Name = "氏名",
        PatientId = "患者ID",
        BirthDate = "生年月日",
        SexAndAge = "性別・撮影時年齢",
        RadiographDate = "撮影日",
        Accession = "受付番号",
        ReportDate = "作成日",
        Film = "ファイル",
        Unknown = "不明",
        Female = "女性",
        Male = "男性",
        Years = "{0}歳",
        CategoryHeading = "推定区分（{0}、診断ではありません）",
        DecidedBy = "判定部位：{0}",
        NoCategory = "区分なし",
        RangeNormal = "正常の範囲",
        RangeOsteopenia = "骨量減少の範囲",
        RangeOsteoporosis = "骨粗鬆症の範囲",
        Normal = "正常",
        Osteopenia = "骨量減少",
        Osteoporosis = "骨粗鬆症",
        Probability = "同部位の確率：",
        Refused = "解析不能",
        RefusedMeans = "この画像については骨密度を推定していません。",
        Columns = ["部位", "骨密度 g/cm²", "90％区間", "Tスコア", "Zスコア", "％YAM", "区分"],
        Vertebrae = "各椎体（g/cm²）：",
        LeftOut = "除外",
        Of = "{0}の平均",
        Noticed = "画像の所見",
        NothingNoticed = "推定の妨げとなる所見はありません。",
        More = "ほか{0}件（構造化レポート参照）",
        Next = "次に行うこと",
        NextRefused = "第1～第4腰椎を含む腰椎正面X線写真を撮り直すか、DXA（二重エネルギーX線吸収測定法）で骨密度を測定してください。",
        NextLow = "骨密度の低下が疑われます。診断や治療の前に、ガイドラインに沿って大腿骨近位部と腰椎のDXA（二重エネルギーX線吸収測定法）による測定を検討してください。",
        NextNormal = "骨密度の低下を疑う所見はありません。ただし、危険因子、年齢、脆弱性骨折がある場合はDXAによる測定が勧められます。",
        NextNone = "区分は示せません。骨密度の評価が必要な場合はDXAで測定してください。",
        NextLimits = "X線写真からの推定は測定でも診断でもありません。これを根拠に治療を開始、変更、中止しないでください。",
        ChartAge = "年齢（歳）",
        ChartLegend = "点と縦線：推定値と90％区間。実線と破線：参照集団の年齢別平均と±1標準偏差。",
        NoChart = "参照曲線の表示には性別が必要です。",
        Model = "モデル：{0}（学習データ：{1}）。",
        Reference = "参照集団：",
        Gates = "品質基準：",
        Source = "画像：",
        Warning = sentence => sentence switch
        {
            StandardWarnings.ResearchUseOnly => "研究用です。医療機器ではありません。",
            StandardWarnings.CorrectedByReader => "椎体は読影者により修正されました。",
            StandardWarnings.TrainedInSilico => "このモデルはシミュレーション画像のみで学習しており、実際の患者での精度は測定されていません。",
            _ => sentence,
        },
        Finding = Sentence,
        Note = JapaneseNotes.Of,
        Site = Site,
        Criteria = name => name == "JSBMR2012" ? "原発性骨粗鬆症の診断基準2012年度改訂版" : "WHO基準",
    };

    /// <summary>A site by its name.</summary>
    public static string Site(SkeletalSite site) => site switch
    {
        SkeletalSite.LumbarL1L4 => "腰椎 L1–L4",
        SkeletalSite.LumbarL2L4 => "腰椎 L2–L4",
        SkeletalSite.FemoralNeck => "大腿骨頸部",
        SkeletalSite.TotalHip => "大腿骨近位部（全体）",
        _ => site.DisplayName(),
    };

    private static string Sentence(QualityFinding finding)
    {
        if (!Findings.TryGetValue(finding.Code, out var meaning))
            return $"{finding.Code}：{finding.Message}";
        return finding.Level is { } level ? $"{level}：{meaning}" : meaning;
    }
}
