namespace Trabecula.Dicom;

/// <summary>A person's name (PS3.5, 6.2.1.2) in up to three ways of writing it.</summary>
/// <param name="Alphabetic">Components parted by <c>^</c>: family, given, middle, prefix, suffix.</param>
/// <param name="Ideographic">The same in ideographs, or empty.</param>
/// <param name="Phonetic">The same in phonetic letters, or empty.</param>
public sealed record DicomPersonName(string Alphabetic, string Ideographic, string Phonetic)
{
    /// <summary>The family name of the alphabetic group, or of the ideographic one where that is empty.</summary>
    public string FamilyName => Component(0);

    /// <summary>The given name, likewise.</summary>
    public string GivenName => Component(1);

    /// <summary>Parts the groups of a value; never fails.</summary>
    /// <param name="text">One value of an attribute of representation PN.</param>
    /// <returns>The name; groups that are not there are empty.</returns>
    public static DicomPersonName Parse(string text)
    {
        var groups = text.Split('=', 4);
        return new DicomPersonName(Group(0), Group(1), Group(2));

        string Group(int index) => index < groups.Length ? groups[index].Trim().TrimEnd('^') : "";
    }

    /// <summary>The value as a file holds it, without groups that are empty at the end.</summary>
    /// <returns>Groups parted by <c>=</c>.</returns>
    public override string ToString() => $"{Alphabetic}={Ideographic}={Phonetic}".TrimEnd('=');

    private string Component(int index)
    {
        var components = (Alphabetic.Length > 0 ? Alphabetic : Ideographic).Split('^');
        return index < components.Length ? components[index].Trim() : "";
    }
}
