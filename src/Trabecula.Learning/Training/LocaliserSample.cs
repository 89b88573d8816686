using Trabecula.Domain;

namespace Trabecula.Learning.Training;

/// <summary>One film for the localiser.</summary>
/// <param name="Image">384 × 320 values, rows from the top.</param>
/// <param name="Corners">24 points in input pixels, for T12 to L5 each top left, top right, bottom right, bottom left;
/// <see langword="null"/> where the corner is not in the picture. All absent when the film is not lumbar.</param>
/// <param name="IsLumbar">An AP film of the lumbar spine.</param>
/// <param name="IsInverted">Bone is dark in the image.</param>
public sealed record LocaliserSample(float[] Image, IReadOnlyList<ImagePoint?> Corners, bool IsLumbar, bool IsInverted);
