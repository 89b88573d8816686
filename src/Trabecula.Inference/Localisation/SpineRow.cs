using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Vertebral bodies one below the other, with consecutive levels.</summary>
/// <param name="Vertebrae">From the head downwards; the confidence is that of the least sure corner, or where several looks voted
/// the share of them that agree on the place.</param>
/// <param name="LevelCertainty">How much better the levels fit than the same row one level higher or lower: 0.5 where they fit as well,
/// towards 1 where they do not; 0 without vertebrae. Where several looks voted, their share for these levels.</param>
public sealed record SpineRow(IReadOnlyList<VertebraOutline> Vertebrae, double LevelCertainty)
{
    /// <summary>How sure the whole row is: the sum of its bodies' confidences, less where the levels are in doubt.</summary>
    internal double Sureness => LevelCertainty * Vertebrae.Sum(v => v.Confidence);
}
