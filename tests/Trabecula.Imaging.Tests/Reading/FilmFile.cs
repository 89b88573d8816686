using System.Buffers.Binary;
using Trabecula.Dicom;

namespace Trabecula.Imaging.Tests.Reading;

/// <summary>Writes small synthetic films as DICOM; every test changes what it is about.</summary>
internal sealed class FilmFile
{
    private const string ComputedRadiographyStorage = "1.2.840.10008.5.1.4.1.1.1";

    private FilmFile(DicomDataset dataset) => Dataset = dataset;

    public DicomDataset Dataset { get; }

    /// <summary>A CR film of the given stored values.</summary>
    public static FilmFile Of(int columns, int[] samples, int bits = 12, bool signed = false)
    {
        var bytes = new byte[2 * samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)samples[i]);
        }

        var dataset = new DicomDataset()
            .Set(DicomTags.SOPClassUID, DicomVr.UI, ComputedRadiographyStorage)
            .Set(DicomTags.SOPInstanceUID, DicomVr.UI, "2.25.1")
            .Set(DicomTags.Modality, DicomVr.CS, "CR")
            .SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 1)
            .Set(DicomTags.PhotometricInterpretation, DicomVr.CS, "MONOCHROME2")
            .SetInts(DicomTags.Rows, DicomVr.US, samples.Length / columns)
            .SetInts(DicomTags.Columns, DicomVr.US, columns)
            .SetInts(DicomTags.BitsAllocated, DicomVr.US, 16)
            .SetInts(DicomTags.BitsStored, DicomVr.US, bits)
            .SetInts(DicomTags.HighBit, DicomVr.US, bits - 1)
            .SetInts(DicomTags.PixelRepresentation, DicomVr.US, signed ? 1 : 0)
            .SetBytes(DicomTags.PixelData, DicomVr.OW, bytes);
        return new FilmFile(dataset);
    }

    /// <summary>A film of four values from 100 to 400.</summary>
    public static FilmFile Small() => Of(2, [100, 200, 300, 400]);

    public FilmFile With(DicomTag tag, DicomVr vr, params string[] values)
    {
        Dataset.Set(tag, vr, values);
        return this;
    }

    public FilmFile WithNumbers(DicomTag tag, DicomVr vr, params double[] values)
    {
        Dataset.SetNumbers(tag, vr, values);
        return this;
    }

    public FilmFile WithTable(DicomTag sequence, int first, int bits, int[] entries, bool signed = false)
    {
        var data = new byte[2 * entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 * i), (ushort)entries[i]);
        }

        // Written as US, as the standard allows; a negative first value is its two's complement.
        var vr = signed ? DicomVr.SS : DicomVr.US;
        Dataset.SetItems(sequence, new DicomDataset()
            .SetInts(DicomTags.LUTDescriptor, vr, (signed ? (short)entries.Length : entries.Length & 0xFFFF), first, bits)
            .SetBytes(DicomTags.LUTData, DicomVr.OW, data));
        return this;
    }

    public byte[] ToBytes() => DicomFile.Create(Dataset).ToBytes();

    public Radiograph Read() => Reader.Read(ToBytes());

    public string RefusalCode() => Reader.Refusal(ToBytes()).Code;
}
