namespace Trabecula.Learning.Training;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="TrainingLoss">Mean loss of the training samples.</param>
/// <param name="ValidationLoss">Mean loss of the validation samples; NaN when there are none.</param>
/// <param name="ValidationError">Localiser: median distance of the corners in input pixels. Density network: mean absolute
/// error over all sites in g/cm². NaN when there is nothing to compare.</param>
public sealed record EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, double ValidationError);
