namespace Trabecula.Dicom;

/// <summary>Content items of structured reports (PS3.3, C.17.3), each with the items that it holds.</summary>
public static class SrContent
{
    /// <summary>A number of points that no region of ours comes near; a value with a 16-bit length holds 65,534 bytes.</summary>
    private const int MaxPoints = 8000;

    /// <summary>The root of a document: a container with the template it follows. Its attributes are those of the document itself.</summary>
    /// <param name="document">The dataset of the document.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="template">The template's number, for instance <c>1500</c>.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>The dataset.</returns>
    public static DicomDataset SetRoot(DicomDataset document, DicomCode title, string template, IEnumerable<DicomDataset> children)
    {
        With(document.Set(DicomTags.ValueType, DicomVr.CS, "CONTAINER"), title, children)
            .Set(DicomTags.ContinuityOfContent, DicomVr.CS, "SEPARATE")
            .SetItems(DicomTags.ContentTemplateSequence, Template(template));
        ShareCharacterSet(document);
        return document;
    }

    /// <summary>A container that follows a template.</summary>
    /// <param name="name">Its heading.</param>
    /// <param name="template">The template's number, or null.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>A new item, related by CONTAINS.</returns>
    public static DicomDataset Container(DicomCode name, string? template, IEnumerable<DicomDataset> children)
    {
        var item = Item(SrRelation.Contains, "CONTAINER", name, children).Set(DicomTags.ContinuityOfContent, DicomVr.CS, "SEPARATE");
        return template is null ? item : item.SetItems(DicomTags.ContentTemplateSequence, Template(template));
    }

    /// <summary>A text.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">What it says.</param>
    /// <param name="text">The text, not empty.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>A new item.</returns>
    public static DicomDataset Text(SrRelation relation, DicomCode name, string text, params DicomDataset[] children) =>
        Item(relation, "TEXT", name, children).Set(DicomTags.TextValue, DicomVr.UT, text);

    /// <summary>A coded value.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">What it says.</param>
    /// <param name="value">The value.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>A new item.</returns>
    public static DicomDataset Code(SrRelation relation, DicomCode name, DicomCode value, params DicomDataset[] children) =>
        Item(relation, "CODE", name, children).SetItems(DicomTags.ConceptCodeSequence, value.ToDataset());

    /// <summary>A measured number.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">What is measured.</param>
    /// <param name="value">The number, finite.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>A new item.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: the number is not finite.</exception>
    public static DicomDataset Number(SrRelation relation, DicomCode name, double value, DicomCode unit, params DicomDataset[] children) =>
        Item(relation, "NUM", name, children).SetItems(
            DicomTags.MeasuredValueSequence,
            new DicomDataset()
                .SetNumbers(DicomTags.NumericValue, DicomVr.DS, value)
                .SetItems(DicomTags.MeasurementUnitsCodeSequence, unit.ToDataset()));

    /// <summary>A unique identifier.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">What it identifies.</param>
    /// <param name="uid">The UID.</param>
    /// <returns>A new item.</returns>
    public static DicomDataset Uid(SrRelation relation, DicomCode name, string uid) =>
        Item(relation, "UIDREF", name, []).Set(DicomTags.UID, DicomVr.UI, uid);

    /// <summary>A reference to an image.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">The purpose, or null.</param>
    /// <param name="sopClassUid">The image's class.</param>
    /// <param name="sopInstanceUid">The image.</param>
    /// <param name="children">What it holds.</param>
    /// <returns>A new item.</returns>
    public static DicomDataset Image(
        SrRelation relation, DicomCode? name, string sopClassUid, string sopInstanceUid, params DicomDataset[] children) =>
        Item(relation, "IMAGE", name, children).SetItems(DicomTags.ReferencedSOPSequence, Reference(sopClassUid, sopInstanceUid));

    /// <summary>A closed outline in an image.</summary>
    /// <param name="relation">How it belongs to its parent.</param>
    /// <param name="name">What is outlined.</param>
    /// <param name="points">Column and row of each corner, (0, 0) the outer corner of the first pixel; three or more, the first not repeated.</param>
    /// <param name="image">The image that it lies in, related by SELECTED FROM.</param>
    /// <returns>A new item.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: too few or too many points, or one that is not finite.</exception>
    public static DicomDataset Outline(
        SrRelation relation, DicomCode name, IReadOnlyList<(double Column, double Row)> points, DicomDataset image)
    {
        if (points.Count is < 3 or > MaxPoints)
        {
            throw new DicomException(DicomErrors.InvalidValue, $"An outline of {points.Count} points cannot be written.");
        }

        return Item(relation, "SCOORD", name, [image])
            .SetNumbers(DicomTags.GraphicData, DicomVr.FL, [.. points.Append(points[0]).SelectMany(point => new[] { point.Column, point.Row })])
            .Set(DicomTags.GraphicType, DicomVr.CS, "POLYLINE");
    }

    /// <summary>An item of a sequence that refers to an instance.</summary>
    /// <param name="sopClassUid">The instance's class.</param>
    /// <param name="sopInstanceUid">The instance.</param>
    /// <returns>A new dataset.</returns>
    public static DicomDataset Reference(string sopClassUid, string sopInstanceUid) => new DicomDataset()
        .Set(DicomTags.ReferencedSOPClassUID, DicomVr.UI, sopClassUid)
        .Set(DicomTags.ReferencedSOPInstanceUID, DicomVr.UI, sopInstanceUid);

    private static DicomDataset Item(SrRelation relation, string type, DicomCode? name, IEnumerable<DicomDataset> children) => With(
        new DicomDataset().Set(DicomTags.RelationshipType, DicomVr.CS, Term(relation)).Set(DicomTags.ValueType, DicomVr.CS, type),
        name,
        children);

    private static DicomDataset With(DicomDataset item, DicomCode? name, IEnumerable<DicomDataset> children)
    {
        if (name is not null)
        {
            item.SetItems(DicomTags.ConceptNameCodeSequence, name.ToDataset());
        }

        return children.ToArray() is { Length: > 0 } held ? item.SetItems(DicomTags.ContentSequence, held) : item;
    }

    // An item that was made before it had a parent names the character set of its text; where that is the document's, once is enough.
    private static void ShareCharacterSet(DicomDataset document)
    {
        var pending = new Stack<DicomDataset>([document]);
        while (pending.TryPop(out var dataset))
        {
            foreach (var item in dataset.Elements.SelectMany(element => element.Items ?? []))
            {
                if (item.GetStrings(DicomTags.SpecificCharacterSet).SequenceEqual(document.GetStrings(DicomTags.SpecificCharacterSet)))
                {
                    item.Remove(DicomTags.SpecificCharacterSet);
                }

                pending.Push(item);
            }
        }
    }

    private static DicomDataset Template(string number) => new DicomDataset()
        .Set(DicomTags.MappingResource, DicomVr.CS, "DCMR")
        .Set(DicomTags.TemplateIdentifier, DicomVr.CS, number);

    private static string Term(SrRelation relation) => relation switch
    {
        SrRelation.Contains => "CONTAINS",
        SrRelation.HasConceptModifier => "HAS CONCEPT MOD",
        SrRelation.HasObservationContext => "HAS OBS CONTEXT",
        SrRelation.HasAcquisitionContext => "HAS ACQ CONTEXT",
        SrRelation.HasProperties => "HAS PROPERTIES",
        SrRelation.InferredFrom => "INFERRED FROM",
        SrRelation.SelectedFrom => "SELECTED FROM",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "No such relation."),
    };
}
