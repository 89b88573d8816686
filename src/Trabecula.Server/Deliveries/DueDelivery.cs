namespace Trabecula.Server;

/// <summary>A delivery that was claimed for sending.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Object">What is sent; its bytes lie in the <see cref="ContentStore"/>.</param>
/// <param name="Film">The film that it is about.</param>
/// <param name="Owner">Who claimed it; the outcome is told with it.</param>
public sealed record DueDelivery(Delivery Delivery, FilmObject Object, Film Film, Guid Owner);
