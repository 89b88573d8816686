namespace Trabecula.Simulation;

/// <summary>Which X-ray rooms films come from.</summary>
public enum Equipment
{
    /// <summary>Processing families A to E, 75 to 85 kVp.</summary>
    Usual,

    /// <summary>Families F and G, 65 to 70 and 90 to 100 kVp: what a model that learned from the usual rooms has never met.</summary>
    Other,
}
