namespace Trabecula.Dicom;

/// <summary>Reads the elements of one dataset (PS3.5, 7) without recursion and without copying values.</summary>
/// <remarks>No length is believed before it is held against the bytes that are there.</remarks>
internal sealed class DatasetReader
{
    private const uint Undefined = 0xFFFFFFFF;
    private static readonly DicomTag ItemTag = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemEnd = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceEnd = new(0xFFFE, 0xE0DD);

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly DicomLimits _limits;
    private readonly DicomDataset _root = new();
    private readonly Stack<Level> _levels = new();
    private int _position;
    private int _count;
    private readonly bool _isMeta;
    private readonly bool _doesStopAtPixels;
    private bool _isSigned;

    private DatasetReader(
        ReadOnlyMemory<byte> bytes, int start, ElementSyntax syntax, DicomLimits limits, bool isMeta = false, bool doesStopAtPixels = false)
    {
        (_bytes, _position, _limits, _isMeta, _doesStopAtPixels) = (bytes, start, limits, isMeta, doesStopAtPixels);
        _levels.Push(new Level(_root, null, default, bytes.Length, IsUndefined: false, syntax));
    }

    // One open dataset (Items is null) or one open sequence. End is where the bytes of this level end at the latest.
    private sealed record Level(
        DicomDataset Dataset, List<DicomDataset>? Items, DicomTag Tag, int End, bool IsUndefined, ElementSyntax Syntax);

    /// <summary>Reads a dataset up to the end of the bytes.</summary>
    /// <param name="bytes">The file, or what a deflated dataset inflated to.</param>
    /// <param name="start">Where the dataset starts.</param>
    /// <param name="syntax">How elements are laid out.</param>
    /// <param name="limits">Bounds on depth and number of elements.</param>
    /// <param name="doesStopAtPixels">Whether to end at Pixel Data, which is then there without a value.</param>
    /// <exception cref="DicomException">The bytes are malformed, truncated, or beyond the limits.</exception>
    public static DicomDataset Read(
        ReadOnlyMemory<byte> bytes, int start, ElementSyntax syntax, DicomLimits limits, bool doesStopAtPixels = false)
    {
        var reader = new DatasetReader(bytes, start, syntax, limits, doesStopAtPixels: doesStopAtPixels);
        reader.ReadAll();
        return reader._root;
    }

    /// <summary>Reads the group 0002 elements of the file meta information, always explicit little endian (PS3.10, 7.1).</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where group 0002 starts.</param>
    /// <param name="limits">Bound on the number of elements.</param>
    /// <param name="end">Where the dataset starts. Group Length is not believed; the first other group ends the meta information.</param>
    public static DicomDataset ReadMeta(ReadOnlyMemory<byte> bytes, int start, DicomLimits limits, out int end)
    {
        var reader = new DatasetReader(bytes, start, ElementSyntax.ExplicitLittle, limits, isMeta: true);
        while (reader.Remaining(bytes.Length) >= 8 && reader.PeekTag(ElementSyntax.ExplicitLittle).Group == 2)
        {
            reader.ReadElement(reader._levels.Peek());
            if (reader._levels.Count > 1)
            {
                throw Malformed("The file meta information holds a sequence.");
            }
        }

        end = reader._position;
        return reader._root;
    }

    private ReadOnlySpan<byte> Span => _bytes.Span;

    private int Remaining(int end) => end - _position;

    private void ReadAll()
    {
        while (_levels.TryPeek(out var level))
        {
            if (level.Items is not null)
            {
                ReadItemHeader(level);
            }
            else if (!level.IsUndefined && (_position == level.End || IsTrailingPadding(level)))
            {
                _levels.Pop();
            }
            else if (Remaining(level.End) < 8)
            {
                throw Malformed("An element's header is cut off.");
            }
            else if (level.IsUndefined && PeekTag(level.Syntax) == ItemEnd)
            {
                _position += 8;
                _levels.Pop();
            }
            else
            {
                ReadElement(level);
            }
        }
    }

    // Some writers fill a file up with zeros; no element has the tag (0000,0000) with more elements after it.
    private bool IsTrailingPadding(Level level) =>
        level.Dataset == _root && Span[_position] == 0 && Span[_position..].IndexOfAnyExcept((byte)0) < 0;

    private void ReadItemHeader(Level level)
    {
        if (!level.IsUndefined && _position == level.End)
        {
            Close(level);
            return;
        }

        if (Remaining(level.End) < 8)
        {
            throw Malformed($"The sequence {level.Tag} is cut off.");
        }

        var tag = PeekTag(level.Syntax);
        var length = ReadLength32(_position + 4, level.Syntax);
        _position += 8;
        if (tag == SequenceEnd && level.IsUndefined)
        {
            Close(level);
            return;
        }

        if (tag != ItemTag)
        {
            throw Malformed($"The sequence {level.Tag} holds {tag} where an item should start.");
        }

        CountOne();
        var item = new DicomDataset();
        item.AttachTo(level.Dataset);
        level.Items!.Add(item);
        var isUndefined = length == Undefined;
        var end = isUndefined ? level.End : EndOf(ItemTag, length, level.End);
        _levels.Push(new Level(item, null, level.Tag, end, isUndefined, level.Syntax));
    }

    private void Close(Level sequence)
    {
        _levels.Pop();
        Keep(sequence.Dataset, new DicomElement(sequence.Tag, sequence.Items!));
    }

    private void ReadElement(Level level)
    {
        var tag = PeekTag(level.Syntax);
        if (tag.Group == 0xFFFE)
        {
            throw Malformed($"A delimiter {tag} stands where an element should.");
        }

        CountOne();
        var (vr, length, headerBytes) = ReadHeader(tag, level);
        _position += headerBytes;
        if (_doesStopAtPixels && tag == DicomTags.PixelData && level.Dataset == _root)
        {
            Keep(_root, new DicomElement(tag, vr, ReadOnlyMemory<byte>.Empty));
            _levels.Clear();
            return;
        }

        if (length != Undefined)
        {
            ReadDefined(level, tag, vr, length);
            return;
        }

        if (tag == DicomTags.PixelData && vr is DicomVr.OB or DicomVr.OW or DicomVr.UN)
        {
            Keep(level.Dataset, new DicomElement(tag, vr, ReadFragments(level)));
        }
        else if (vr == DicomVr.SQ || (!level.Syntax.IsExplicit && vr == DicomVr.UN))
        {
            Open(level, tag, level.End, isUndefined: true, level.Syntax);
        }
        else if (vr == DicomVr.UN)
        {
            // PS3.5, 6.2.2, note 4: a value of undefined length and unknown representation is a sequence in implicit syntax.
            Open(level, tag, level.End, isUndefined: true, ElementSyntax.ImplicitLittle);
        }
        else
        {
            throw Malformed($"{tag} with the representation {vr} has no length.");
        }
    }

    private void ReadDefined(Level level, DicomTag tag, DicomVr vr, uint length)
    {
        var end = EndOf(tag, length, level.End);
        if (vr == DicomVr.SQ)
        {
            Open(level, tag, end, isUndefined: false, level.Syntax);
            return;
        }

        var value = _bytes[_position..end];
        _position = end;
        Keep(level.Dataset, new DicomElement(tag, vr, level.Syntax.IsBig ? ByteOrder.Swapped(value, vr) : value));
    }

    private void Open(Level level, DicomTag tag, int end, bool isUndefined, ElementSyntax syntax)
    {
        if (_levels.Count / 2 >= _limits.MaxSequenceDepth)
        {
            throw Malformed($"Sequences nest more than {_limits.MaxSequenceDepth} deep.");
        }

        _levels.Push(new Level(level.Dataset, [], tag, end, isUndefined, syntax));
    }

    private void Keep(DicomDataset dataset, DicomElement element)
    {
        // Group lengths are retired (PS3.5, 7.2). Groups below 0008 and FFFF have no place in a dataset (PS3.5, 7.1);
        // group 0002 there could belie the file's own meta information.
        if (!_isMeta && (element.Tag.Group is < 8 or 0xFFFF || element.Tag.Element == 0))
        {
            return;
        }

        dataset.Add(element);
        if (element.Tag == DicomTags.PixelRepresentation && dataset == _root)
        {
            _isSigned = dataset.GetInt(DicomTags.PixelRepresentation) == 1;
        }
    }

    private (DicomVr Vr, uint Length, int HeaderBytes) ReadHeader(DicomTag tag, Level level)
    {
        if (!level.Syntax.IsExplicit)
        {
            return (VrDictionary.Find(tag, _isSigned), ReadLength32(_position + 4, level.Syntax), 8);
        }

        var vr = VrFacts.Find(Span[_position + 4], Span[_position + 5])
            ?? throw Malformed($"{tag} names no known value representation.");
        if (!VrFacts.HasLongHeader(vr))
        {
            return (vr, level.Syntax.UInt16(Span[(_position + 6)..]), 8);
        }

        return Remaining(level.End) >= 12
            ? (vr, ReadLength32(_position + 8, level.Syntax), 12)
            : throw Malformed($"The header of {tag} is cut off.");
    }

    private List<ReadOnlyMemory<byte>> ReadFragments(Level level)
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (true)
        {
            if (Remaining(level.End) < 8)
            {
                throw new DicomException(DicomErrors.Truncated, "The pixel data end before their last fragment.");
            }

            var tag = PeekTag(level.Syntax);
            var length = ReadLength32(_position + 4, level.Syntax);
            _position += 8;
            if (tag == SequenceEnd)
            {
                return fragments;
            }

            if (tag != ItemTag || length == Undefined)
            {
                throw Malformed($"The pixel data hold {tag} where a fragment should start.");
            }

            CountOne();
            var end = EndOf(DicomTags.PixelData, length, level.End);
            fragments.Add(_bytes[_position..end]);
            _position = end;
        }
    }

    // The end of a value that claims a length; the one place where lengths are believed.
    private int EndOf(DicomTag tag, uint length, int outerEnd)
    {
        if (length <= (uint)Remaining(outerEnd))
        {
            return _position + (int)length;
        }

        throw tag == DicomTags.PixelData
            ? new DicomException(DicomErrors.Truncated, $"The pixel data should be {length} bytes long; {Remaining(outerEnd)} are there.")
            : Malformed($"{tag} claims {length} bytes where {Remaining(outerEnd)} are left.");
    }

    private DicomTag PeekTag(ElementSyntax syntax) => syntax.Tag(Span[_position..]);

    private uint ReadLength32(int at, ElementSyntax syntax) => syntax.UInt32(Span[at..]);

    private void CountOne()
    {
        if (++_count > _limits.MaxElements)
        {
            throw new DicomException(DicomErrors.TooLarge, $"The object holds more than {_limits.MaxElements} elements.");
        }
    }

    private static DicomException Malformed(string message) => new(DicomErrors.Malformed, message);
}
