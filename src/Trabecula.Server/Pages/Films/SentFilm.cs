namespace Trabecula.Server;

/// <summary>A film that was given to the page in this visit.</summary>
/// <param name="key">What the browser calls it.</param>
/// <param name="name">The file's name.</param>
/// <param name="bytes">Its length.</param>
internal sealed class SentFilm(int key, string name, long bytes)
{
    public int Key { get; } = key;

    public string Name { get; } = name;

    public long Bytes { get; } = bytes;

    /// <summary>Per cent sent; 100 where the server has it.</summary>
    public int Percent { get; set; }

    /// <summary>Its number, once it was received.</summary>
    public long? Id { get; set; }

    /// <summary>Whether it had been received before.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Its record as last read.</summary>
    public Film? Film { get; set; }

    /// <summary>Why it was not received, in words; or null.</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether something is still to come.</summary>
    public bool IsOpen => Refusal is null && Film?.State is not (FilmState.Estimated or FilmState.Rejected);
}
