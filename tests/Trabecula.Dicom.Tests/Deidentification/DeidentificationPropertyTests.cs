using System.Text;
using CsCheck;

namespace Trabecula.Dicom.Tests;

/// <summary>Random objects: listed, unlisted, private and unknown attributes with an identity in them, in sequences of sequences.</summary>
public class DeidentificationPropertyTests
{
    private static readonly Gen<string> Word = Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ"].Array[7, 9].Select(letters => "Q" + new string(letters));

    private static readonly DicomVr[] Texts =
        [DicomVr.LO, DicomVr.SH, DicomVr.PN, DicomVr.LT, DicomVr.ST, DicomVr.UT, DicomVr.UC, DicomVr.CS, DicomVr.AE, DicomVr.UN, DicomVr.OB];

    // Any tag of a dataset but pixels: those of the table, those of the dictionary, and none of anybody's.
    private static readonly Gen<DicomTag> Tag = Gen.Frequency(
        (3, Gen.OneOfConst(ConfidentialityProfile.Rows().Where(row => !row.Tag.Contains('x', StringComparison.Ordinal) && row.Tag[0] != 'F')
            .Select(row => Convert.ToUInt32(row.Tag, 16)).Where(tag => tag >= 0x00080000).Select(OfNumber).ToArray())),
        (3, Gen.OneOfConst([.. KnownTags()])),
        (1, Gen.UInt[0x00080000, 0x7FDFFFFF].Select(OfNumber).Where(tag => tag.Element != 0)));

    private static readonly Gen<(DicomTag Tag, DicomVr Vr, int Kind)> Attribute = Gen.Select(Tag, Gen.OneOfConst(Texts), Gen.Int[0, 4]);

    private static readonly Gen<(string Name, string Id, (DicomTag Tag, DicomVr Vr, int Kind)[] Outer, (DicomTag Tag, DicomVr Vr, int Kind)[] Inner, bool IsForStudy)> Case =
        Gen.Select(Word, Word, Attribute.Array[0, 40], Attribute.Array[0, 12], Gen.Bool);

    [Fact]
    public void No_name_and_no_number_of_the_person_survives() => Case.Sample(
        random =>
        {
            var (name, id, outer, inner, isForStudy) = random;
            var dataset = IdentifiedFilm.Dataset(patient: id).Set(DicomTags.PatientName, DicomVr.PN, $"{name}^Hanako");
            var pixels = dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray();
            foreach (var attribute in outer)
            {
                Fill(dataset, attribute, name, id, inner);
            }

            // The attributes that say who it is and what it is stay as they were.
            dataset.Set(DicomTags.PatientName, DicomVr.PN, $"{name}^Hanako").Set(DicomTags.PatientID, DicomVr.LO, id)
                .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.1.1").Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.840.99.1.100.1")
                .Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "NO");
            foreach (var overlay in dataset.Elements.Select(element => element.Tag).Where(tag => (tag.Group & 0xFF00) == 0x6000).ToArray())
            {
                dataset.Remove(overlay);
            }

            var deidentifier = new Deidentifier(IdentifiedFilm.Key, isForStudy ? IdentifiedFilm.Study : new DeidentificationOptions());
            var written = deidentifier.Deidentify(DicomFile.Read(DicomFile.Create(dataset).ToBytes()));
            Assert.False(IdentifiedFilm.Holds(written.Content, name), name);
            Assert.False(IdentifiedFilm.Holds(written.Content, id), id);
            Assert.All(IdentifiedFilm.Secrets.Where(secret => secret is not ("PID-884213" or "Yamamoto")), secret => Assert.False(IdentifiedFilm.Holds(written.Content, secret), secret));
            var again = DicomFile.Read(written.Content);
            Assert.Equal(pixels, again.Dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray());
            Assert.DoesNotContain(All(again.Dataset), element => element.Tag.IsPrivate);

            var twice = DicomFile.Read(deidentifier.Deidentify(again).Content);
            Assert.Equal(again.Dataset.Elements.Select(element => element.Tag), twice.Dataset.Elements.Select(element => element.Tag));
        },
        iter: 1500);

    [Fact]
    public void The_same_uid_becomes_the_same_one_in_every_file_and_place() => Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 4]).Sample(
        random =>
        {
            var (number, depth) = random;
            var uid = $"1.2.392.200036.{number}";
            var film = IdentifiedFilm.Dataset().Set(DicomTags.SOPInstanceUID, DicomVr.UI, uid);
            var item = new DicomDataset().Set(DicomTags.ReferencedSOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.1.1").Set(DicomTags.ReferencedSOPInstanceUID, DicomVr.UI, uid);
            for (var i = 0; i < depth; i++)
            {
                item = new DicomDataset().SetItems(DicomTags.ReferencedSOPSequence, item);
            }

            var other = IdentifiedFilm.Dataset(5).SetItems(DicomTags.SourceImageSequence, item);
            var deidentifier = new Deidentifier(IdentifiedFilm.Key, new DeidentificationOptions());
            var first = deidentifier.Deidentify(DicomFile.Create(film));
            var second = DicomFile.Read(deidentifier.Deidentify(DicomFile.Create(other)).Content);
            Assert.Contains(All(second.Dataset), element => element.Tag == DicomTags.ReferencedSOPInstanceUID
                && Encoding.ASCII.GetString(element.Value.Span).TrimEnd('\0') == first.SopInstanceUid);
        },
        iter: 100);

    private static void Fill(
        DicomDataset dataset, (DicomTag Tag, DicomVr Vr, int Kind) attribute, string name, string id, (DicomTag Tag, DicomVr Vr, int Kind)[] inner)
    {
        var text = attribute.Kind switch { 0 => name, 1 => id, 2 => $"seen {name} today", 3 => $"{id}/{name}", _ => "SECRETNOTE" };
        if (attribute.Kind == 4 && inner.Length > 0)
        {
            var item = new DicomDataset();
            foreach (var one in inner)
            {
                Fill(item, one, name, id, []);
            }

            dataset.SetItems(attribute.Tag, item);
        }
        else if (attribute.Kind < 4 || attribute.Tag.IsPrivate)
        {
            // In the representation that the standard gives the tag where that holds text, otherwise in a wrong one.
            var vr = VrDictionary.Find(attribute.Tag, isSigned: false) is var known && Texts.Contains(known) ? known : attribute.Vr;
            dataset.SetBytes(attribute.Tag, vr, Encoding.ASCII.GetBytes(text));
        }
    }

    private static IEnumerable<DicomElement> All(DicomDataset dataset) =>
        dataset.Elements.SelectMany(element => (element.Items ?? []).SelectMany(All).Prepend(element));

    private static IEnumerable<DicomTag> KnownTags()
    {
        for (uint number = 0x00080001; number < 0x00500000; number++)
        {
            // A name in a lookup table is refused, not cleaned: DeidentifierTests has it.
            var isTable = number is 0x00283006 or (>= 0x00281201 and <= 0x00281223);
            if (VrDictionary.Contains(OfNumber(number)) && OfNumber(number) != DicomTags.SpecificCharacterSet && !isTable)
            {
                yield return OfNumber(number);
            }
        }
    }

    private static DicomTag OfNumber(uint number) => new((ushort)(number >> 16), (ushort)number);
}
