namespace Trabecula.Server;

/// <summary>A film as the API tells it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="FileName">What the sender called it, or null.</param>
/// <param name="PatientId">Patient ID, or null.</param>
/// <param name="PatientName">Patient's Name as the film has it, or null.</param>
/// <param name="AccessionNumber">Accession Number, or null.</param>
/// <param name="StudyDate">Study Date, or null.</param>
/// <param name="StudyInstanceUid">Study Instance UID, or null.</param>
/// <param name="SeriesInstanceUid">Series Instance UID, or null.</param>
/// <param name="SopInstanceUid">SOP Instance UID, or null.</param>
/// <param name="ConflictsWith">An earlier film with the same SOP Instance UID and other bytes, or null; such a film is not delivered.</param>
/// <param name="ReceivedAt">When it was first received.</param>
/// <param name="LastReceivedAt">When it was last received.</param>
/// <param name="TimesReceived">How often it was received.</param>
/// <param name="Origins">Where it came from.</param>
/// <param name="FinishedAt">When its result was stored, or null.</param>
/// <param name="Attempts">How often a worker has claimed it.</param>
/// <param name="NextAttemptAt">When it is tried next, or null.</param>
/// <param name="Reason">Why it was rejected or failed, or which form could not be made; or null.</param>
/// <param name="Model">Which model judged it, or null.</param>
/// <param name="Category">The diagnosis' category, or null.</param>
/// <param name="LumbarBmd">Areal BMD of L1–L4 in g/cm², to 0.001, or null.</param>
/// <param name="LowestTScore">Lowest T-score of the sites, to 0.01, or null.</param>
/// <param name="Objects">Where what its result consists of can be got.</param>
/// <param name="Deliveries">What is owed to whom; only where one film is asked for.</param>
internal sealed record FilmView(
    long Id,
    FilmState State,
    string Sha256,
    long Bytes,
    string? FileName,
    string? PatientId,
    string? PatientName,
    string? AccessionNumber,
    DateOnly? StudyDate,
    string? StudyInstanceUid,
    string? SeriesInstanceUid,
    string? SopInstanceUid,
    long? ConflictsWith,
    DateTimeOffset ReceivedAt,
    DateTimeOffset LastReceivedAt,
    int TimesReceived,
    IReadOnlyList<string> Origins,
    DateTimeOffset? FinishedAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    ReasonView? Reason,
    ModelView? Model,
    string? Category,
    double? LumbarBmd,
    double? LowestTScore,
    IReadOnlyList<string> Objects,
    IReadOnlyList<DeliveryView>? Deliveries)
{
    /// <summary>Tells a film.</summary>
    /// <param name="film">The film, with its receipts and objects.</param>
    /// <param name="deliveries">Its deliveries, or null where nobody asked.</param>
    public static FilmView Of(Film film, IReadOnlyList<Delivery>? deliveries = null) => new(
        film.Id,
        film.State,
        film.Sha256,
        film.Bytes,
        film.FileName,
        film.PatientId,
        film.PatientName,
        film.AccessionNumber,
        film.StudyDate,
        film.StudyInstanceUid,
        film.SeriesInstanceUid,
        film.SopInstanceUid,
        film.ConflictsWithId,
        film.ReceivedAt,
        film.LastReceivedAt,
        film.Receipts.Sum(receipt => receipt.Times),
        [.. film.Receipts.OrderBy(receipt => receipt.Id).Select(receipt => receipt.Origin).Distinct()],
        film.FinishedAt,
        film.Attempts,
        film.NextAttemptAt,
        film.ReasonCode is { } code ? new ReasonView(code, film.Reason ?? "") : null,
        film.ModelId is { } model ? new ModelView(model, film.ModelVersion ?? "") : null,
        film.Category,
        Rounded(film.LumbarBmd, 3),
        Rounded(film.LowestTScore, 2),
        [.. film.Objects.OrderBy(piece => piece.Id).Select(piece => $"/api/films/{film.Id}/{FilmObjects.NameOf(piece.Kind)}")],
        deliveries?.Select(DeliveryView.Of).ToArray());

    /// <summary>As many places as the result itself tells; by way of decimals, so that 0.742 is not 0.7419999….</summary>
    private static double? Rounded(double? value, int places) => value is { } number ? (double)Math.Round((decimal)number, places) : null;
}

/// <summary>A reason.</summary>
/// <param name="Code">Its code; docs/reference/reasons.md.</param>
/// <param name="Message">Its sentence.</param>
internal sealed record ReasonView(string Code, string Message);

/// <summary>Which model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record ModelView(string Id, string Version);

/// <summary>A delivery.</summary>
/// <param name="Destination">To whom.</param>
/// <param name="Kind">What.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttemptAt">When it is tried next, or null.</param>
/// <param name="DeliveredAt">When it arrived, or null.</param>
/// <param name="Reason">Why the last try failed, or null.</param>
internal sealed record DeliveryView(
    string Destination, ObjectKind Kind, DeliveryState State, int Attempts, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt, ReasonView? Reason)
{
    /// <summary>Tells a delivery.</summary>
    /// <param name="delivery">The delivery, with its object.</param>
    public static DeliveryView Of(Delivery delivery) => new(
        delivery.Destination,
        delivery.Object!.Kind,
        delivery.State,
        delivery.Attempts,
        delivery.NextAttemptAt,
        delivery.DeliveredAt,
        delivery.ReasonCode is { } why ? new ReasonView(why, delivery.Reason ?? "") : null);
}

/// <summary>A page of films, the newest first.</summary>
/// <param name="Films">The films.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page, or null at the end.</param>
internal sealed record FilmPage(IReadOnlyList<FilmView> Films, string? Next);
