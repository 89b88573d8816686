using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>What the localiser says of a film.</summary>
/// <param name="Vertebrae">Vertebrae whose four corners are in the picture, from the head downwards, in the film's pixels.</param>
/// <param name="LevelCertainty">As <see cref="SpineRow.LevelCertainty"/>.</param>
/// <param name="LumbarProbability">0 to 1: that the film is an AP film of the lumbar spine.</param>
/// <param name="WasInverted">True where a picture of unknown polarity was turned over: bone was dark.</param>
public sealed record SpineLocation(IReadOnlyList<VertebraOutline> Vertebrae, double LevelCertainty, double LumbarProbability, bool WasInverted);
