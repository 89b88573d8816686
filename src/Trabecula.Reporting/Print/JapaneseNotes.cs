using System.Text.RegularExpressions;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The notes of a diagnosis in Japanese; a sentence that is not known stays in English rather than being dropped.</summary>
internal static partial class JapaneseNotes
{
    /// <summary>Sentences of the diagnosis rules, those with a site or a number as patterns.</summary>
    private static readonly (Regex English, string Japanese)[] Sentences =
    [
        (Exactly("The sex is unknown, so no T-score, Z-score, % YAM or category is given."), "性別が不明のため、Tスコア、Zスコア、％YAM、区分は示しません。"),
        (Exactly("The age is unknown: the category holds only for postmenopausal women and men from 50 years; there is no Z-score."), "年齢が不明です。区分は閉経後女性と50歳以上の男性にのみ当てはまり、Zスコアは示しません。"),
        (Exactly("The menopause is not stated; a woman from 50 years is taken as postmenopausal."), "閉経の有無が不明のため、50歳以上の女性は閉経後とみなしました。"),
        (Exactly("The menopause is not stated; a woman under 50 years is taken as premenopausal, so Z-scores are given and no T-score or category."), "閉経の有無が不明のため、50歳未満の女性は閉経前とみなし、Tスコアと区分は示さずZスコアを示します。"),
        (Exactly("The man is under 50 years, so Z-scores are given and no T-score or category."), "50歳未満の男性のため、Tスコアと区分は示さずZスコアを示します。"),
        (Exactly("The woman is premenopausal, so Z-scores are given and no T-score or category."), "閉経前の女性のため、Tスコアと区分は示さずZスコアを示します。"),
        (Exactly("The woman is premenopausal and her age is unknown, so no T-score, Z-score or category is given."), "閉経前の女性で年齢が不明のため、Tスコア、Zスコア、区分は示しません。"),
        (Exactly("The age given lies outside 0 to 130 years and is not used."), "年齢が0～130歳の範囲外のため用いていません。"),
        (new(@"^The age curve of the (?<site>.+) does not reach (?<a>[\d.]+) years; the Z-score compares with (?<b>[\d.]+) years\.$"), "{site}の参照曲線は{a}歳に及ばないため、Zスコアは{b}歳の値と比較しました。"),
        (new(@"^The age curve of the (?<site>.+) describes adults, so no Z-score is given under 20 years\.$"), "{site}の参照曲線は成人のものであり、20歳未満のZスコアは示しません。"),
        (new(@"^The reference has no age curve for the (?<site>.+), so no Z-score is given there\.$"), "参照集団に{site}の年齢曲線がないため、Zスコアは示しません。"),
        (new(@"^The reference "".*"" holds nothing on the (?<site>.+) in this sex\.$"), "参照集団に、この性別の{site}の値がありません。"),
        (new(@"^(?<site>.+): Z-score (?<a>[-\d.]+), below the expected range for age\.$"), "{site}：Zスコア{a}、年齢相応の範囲より低値。"),
        (new(@"^(?<site>.+): Z-score (?<a>[-\d.]+), within the expected range for age\.$"), "{site}：Zスコア{a}、年齢相応の範囲内。"),
    ];

    /// <summary>Turns a note into Japanese.</summary>
    /// <param name="note">Sentences in English.</param>
    public static string Of(string note) => string.Concat(SentenceEnd().Split(note).Select(Sentence));

    private static string Sentence(string sentence)
    {
        foreach (var (english, japanese) in Sentences)
        {
            if (english.Match(sentence) is not { Success: true } match)
                continue;
            return match.Groups.Keys.Aggregate(
                japanese,
                (text, key) => text.Replace($"{{{key}}}", key == "site" ? Site(match.Groups[key].Value) : match.Groups[key].Value, StringComparison.Ordinal));
        }

        return sentence + " ";
    }

    private static string Site(string name)
    {
        foreach (var site in Enum.GetValues<SkeletalSite>())
        {
            if (string.Equals(site.DisplayName(), name, StringComparison.OrdinalIgnoreCase))
                return JapaneseWords.Site(site);
        }

        return name;
    }

    private static Regex Exactly(string sentence) => new($"^{Regex.Escape(sentence)}$");

    [GeneratedRegex(@"(?<=[.])\s+(?=[A-Z])")]
    private static partial Regex SentenceEnd();
}
