namespace Trabecula.Domain;

/// <summary>Reads and writes <c>landmarks.csv</c>: <c>image,level,corner,x_px,y_px</c>, four corners for each vertebra.</summary>
public static class LandmarkTable
{
    private const string Code = "invalid_landmarks";

    /// <summary>No film is larger to either side, in pixels (DICOM's Rows and Columns are 16 bits).</summary>
    private const double LargestCoordinate = 65536;

    private static readonly string[] Header = ["image", "level", "corner", "x_px", "y_px"];
    private static readonly string[] Corners = ["tl", "tr", "br", "bl"];

    /// <summary>Reads a table. Landmarks are made by a program or a trained reader, so one fault refuses the whole table.</summary>
    /// <param name="path">The file: UTF-8, commas, exactly these five columns in any order.</param>
    /// <returns>The films in the order of their first row; the outlines' confidence is 1.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_landmarks</c> with the line and reason.</exception>
    public static IReadOnlyList<FilmLandmarks> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, rows) = CsvText.Read(path, Code);
        var places = Header.Select(name => header.ToList().IndexOf(name)).ToArray();
        if (header.Count != Header.Length || places.Contains(-1))
            throw new TrabeculaException(Code, $"{path} must have the columns {string.Join(",", Header)} and no others.");
        var films = new List<(string Image, Dictionary<VertebralLevel, ImagePoint?[]> Levels)>();
        var byImage = new Dictionary<string, Dictionary<VertebralLevel, ImagePoint?[]>>();
        foreach (var row in rows)
        {
            if (row.IsBroken || row.Cells.Count != Header.Length)
                throw Invalid(path, row.Line, "the row does not have five well-quoted cells");
            var cells = places.Select(place => row.Cells[place].Trim()).ToArray();
            if (ImageLocation.Resolve(path, cells[0]) is null)
                throw Invalid(path, row.Line, "image is empty or points outside the table's folder");
            if (!byImage.TryGetValue(cells[0], out var levels))
            {
                byImage[cells[0]] = levels = [];
                films.Add((cells[0], levels));
            }

            Add(path, row.Line, cells, levels);
        }

        return [.. films.Select(film => new FilmLandmarks(film.Image, Outlines(path, film.Levels)))];
    }

    /// <summary>Writes a table beside its place and renames it when it is whole; confidences are not kept.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <param name="films">The films, written in this order.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, IReadOnlyList<FilmLandmarks> films)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(films);
        var rows =
            from film in films
            from vertebra in film.Vertebrae
            from corner in vertebra.Corners.Zip(Corners)
            select new[]
            {
                film.Image, vertebra.Level.ToString(), corner.Second, CsvText.Number(corner.First.X), CsvText.Number(corner.First.Y),
            };
        CsvText.Write(path, Header, rows);
    }

    private static void Add(string path, int line, string[] cells, Dictionary<VertebralLevel, ImagePoint?[]> levels)
    {
        // Names only: Enum.TryParse alone would take "3" and "L1,L2" as well.
        if (!Enum.GetNames<VertebralLevel>().Contains(cells[1]))
            throw Invalid(path, line, "level is not one of T12, L1, L2, L3, L4, L5");
        var level = Enum.Parse<VertebralLevel>(cells[1]);
        var corner = Array.IndexOf(Corners, cells[2]);
        if (corner < 0)
            throw Invalid(path, line, "corner is not one of tl, tr, br, bl");
        if (!CsvText.TryNumber(cells[3], out var x) || !CsvText.TryNumber(cells[4], out var y)
            || Math.Abs(x) > LargestCoordinate || Math.Abs(y) > LargestCoordinate)
        {
            throw Invalid(path, line, "x_px and y_px must be numbers of pixels, at most 65536 to either side");
        }

        if (!levels.TryGetValue(level, out var corners))
            levels[level] = corners = new ImagePoint?[Corners.Length];
        if (corners[corner] is not null)
            throw Invalid(path, line, $"the corner {cells[2]} of {level} comes twice for this image");
        corners[corner] = new ImagePoint(x, y);
    }

    private static VertebraOutline[] Outlines(string path, Dictionary<VertebralLevel, ImagePoint?[]> levels) =>
        [.. levels.OrderBy(level => level.Key).Select(level => level.Value is [{ } topLeft, { } topRight, { } bottomRight, { } bottomLeft]
            ? new VertebraOutline(level.Key, topLeft, topRight, bottomRight, bottomLeft, 1)
            : throw new TrabeculaException(Code, $"{path}: a {level.Key} has fewer than four corners."))];

    private static TrabeculaException Invalid(string path, int line, string reason) => new(Code, $"{path}, line {line}: {reason}.");
}
