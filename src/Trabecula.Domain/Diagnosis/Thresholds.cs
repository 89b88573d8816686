namespace Trabecula.Domain;

/// <summary>The cut-offs of a set of criteria against one reference record.</summary>
/// <remarks>
/// WHO: normal at T ≥ −1.0, osteoporosis at T ≤ −2.5, osteopenia between. JSBMR/JOS 2012: osteoporosis at T ≤ −2.5 or at
/// 70 % of the young adult mean or less, osteopenia below −1.0 otherwise. A density on a cut-off belongs to the side that the criteria
/// give it, however the decimal was rounded in binary: comparisons allow 1e-9 of a standard deviation.
/// </remarks>
internal readonly struct Thresholds
{
    /// <summary>Allowance for binary rounding, in SD and in per cent: far below any displayed digit.</summary>
    public const double Tolerance = 1e-9;

    private const double OsteopeniaT = -1.0;
    private const double OsteoporosisT = -2.5;
    private const double OsteoporosisYamPercent = 70;

    private readonly ReferenceRecord _record;
    private readonly bool _japan;

    public Thresholds(ReferenceRecord record, DiagnosticCriteria criteria)
    {
        _record = record;
        _japan = criteria == DiagnosticCriteria.Japan2012;
    }

    /// <summary>Category of a density.</summary>
    /// <param name="bmd">Areal BMD, g/cm², on the record's scale.</param>
    public DiagnosticCategory Category(double bmd)
    {
        var t = (bmd - _record.Mean) / _record.StandardDeviation;
        if (t <= OsteoporosisT + Tolerance)
            return DiagnosticCategory.Osteoporosis;
        if (_japan && 100 * bmd / _record.Mean <= OsteoporosisYamPercent + Tolerance)
            return DiagnosticCategory.Osteoporosis;
        return t < OsteopeniaT - Tolerance ? DiagnosticCategory.Osteopenia : DiagnosticCategory.Normal;
    }

    /// <summary>
    /// Probability of each category for an estimate with a normal spread, in the order of <see cref="DiagnosticCategory"/>.
    /// </summary>
    /// <param name="bmd">Areal BMD, g/cm², on the record's scale.</param>
    /// <param name="spread">Its standard deviation, g/cm², on the record's scale.</param>
    /// <returns>Three numbers from 0 to 1 whose sum is 1.</returns>
    public IReadOnlyList<double> Probabilities(double bmd, double spread)
    {
        var osteoporosis = _record.Mean + (OsteoporosisT * _record.StandardDeviation);
        if (_japan)
            osteoporosis = Math.Max(osteoporosis, OsteoporosisYamPercent / 100 * _record.Mean);
        // A reference with a spread above 30 % of its mean would put 70 % above −1.0 SD; osteoporosis then leaves no osteopenia.
        var osteopenia = Math.Max(osteoporosis, _record.Mean + (OsteopeniaT * _record.StandardDeviation));
        var worst = NormalDistribution.Cumulative((osteoporosis - bmd) / spread);
        var low = NormalDistribution.Cumulative((osteopenia - bmd) / spread);
        return [1 - low, low - worst, worst];
    }
}
