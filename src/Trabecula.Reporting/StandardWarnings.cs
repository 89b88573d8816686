namespace Trabecula.Reporting;

/// <summary>The sentences that go with every result.</summary>
public static class StandardWarnings
{
    /// <summary>What Trabecula is for.</summary>
    public const string ResearchUseOnly = "Research use only; not a medical device.";

    /// <summary>What the shipped model has seen.</summary>
    public const string TrainedInSilico =
        "The model was trained on simulated films only; its accuracy on patients has not been measured.";

    /// <summary>A person had a hand in the result.</summary>
    public const string CorrectedByReader = "The vertebrae were corrected by a reader.";
}
