namespace Trabecula.Domain;

/// <summary>A reference population: what densities are compared with.</summary>
/// <remarks>
/// Two come with the product, from the <c>references</c> folder, and are built in: <see cref="Who"/> and <see cref="Japan2012"/>.
/// A hospital puts its own in their place with <see cref="Load"/>.
/// </remarks>
public sealed class ReferencePopulation
{
    private static readonly Lazy<ReferencePopulation> WhoReference = new(() => BuiltIn("who-nhanes3-hologic.json"));
    private static readonly Lazy<ReferencePopulation> JapanReference = new(() => BuiltIn("japan-2012-hologic.json"));

    internal ReferencePopulation(string name, IReadOnlyList<ReferenceRecord> records)
    {
        Name = name;
        Records = records;
    }

    /// <summary>NHANES III women at the hip and Hologic's women at the spine, for women and men (ISCD 2023).</summary>
    public static ReferencePopulation Who => WhoReference.Value;

    /// <summary>Japanese young adults of the JSBMR/JOS 2012 revision on Hologic's scale.</summary>
    public static ReferencePopulation Japan2012 => JapanReference.Value;

    /// <summary>Name for reports.</summary>
    public string Name { get; }

    /// <summary>The records, in the file's order; at most one for each site, sex and maker.</summary>
    public IReadOnlyList<ReferenceRecord> Records { get; }

    /// <summary>The reference that comes with the product for a set of criteria.</summary>
    /// <param name="criteria">The criteria.</param>
    public static ReferencePopulation For(DiagnosticCriteria criteria) =>
        criteria == DiagnosticCriteria.Japan2012 ? Japan2012 : Who;

    /// <summary>Reads a reference file.</summary>
    /// <param name="path">A JSON file as docs/reference/diagnosis.md describes it, at most 1 MB.</param>
    /// <returns>The population.</returns>
    /// <exception cref="TrabeculaException"><c>reference_unreadable</c> where the file cannot be read, <c>invalid_reference</c>
    /// where a field is missing, unknown, out of range or said twice; the sentence names the file and the field.</exception>
    public static ReferencePopulation Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return ReferenceFile.Read(stream, Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TrabeculaException("reference_unreadable", $"The reference file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The record for a site and sex: on the wanted scale where there is one, otherwise the first of another maker.</summary>
    /// <param name="site">The site.</param>
    /// <param name="sex">The sex.</param>
    /// <param name="scale">The scale that is wanted.</param>
    /// <returns>The record, or null where the population knows nothing of the site in that sex.</returns>
    public ReferenceRecord? Find(SkeletalSite site, Sex sex, DxaManufacturer scale)
    {
        ReferenceRecord? found = null;
        foreach (var record in Records)
        {
            if (record.Site != site || record.Sex != sex)
                continue;
            if (record.Manufacturer == scale)
                return record;
            found ??= record;
        }

        return found;
    }

    private static ReferencePopulation BuiltIn(string file)
    {
        using var stream = typeof(ReferencePopulation).Assembly.GetManifestResourceStream($"references/{file}")
            ?? throw new TrabeculaException("reference_unreadable", $"The built-in reference {file} is missing from this build.");
        return ReferenceFile.Read(stream, file);
    }
}
