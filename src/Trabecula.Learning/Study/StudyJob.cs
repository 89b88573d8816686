using System.Globalization;

namespace Trabecula.Learning.Study;

/// <summary>What a training of a study is for.</summary>
public enum StudyJobKind
{
    /// <summary>A network of a fold.</summary>
    Network,

    /// <summary>The control: labels are dealt out anew among the training subjects.</summary>
    ShuffledLabels,

    /// <summary>A point of the learning curve: a part of the training subjects.</summary>
    LearningCurve,

    /// <summary>The network of a bundle, trained on all films; nothing is held out.</summary>
    Bundle,
}

/// <summary>One training of a study.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Fold">The fold that is held out, from 0; a bundle's network holds out none.</param>
/// <param name="Network">Number among the fold's networks, from 0.</param>
/// <param name="Share">Share of the training subjects that are used, above 0 to 1.</param>
/// <param name="Epochs">Passes.</param>
public sealed record StudyJob(StudyJobKind Kind, int Fold, int Network, double Share, int Epochs)
{
    /// <summary>Name of its files.</summary>
    public string Name => Kind switch
    {
        StudyJobKind.Network => string.Create(CultureInfo.InvariantCulture, $"fold-{Fold}-network-{Network}"),
        StudyJobKind.ShuffledLabels => string.Create(CultureInfo.InvariantCulture, $"fold-{Fold}-shuffled"),
        StudyJobKind.Bundle => "bundle",
        _ => string.Create(CultureInfo.InvariantCulture, $"fold-{Fold}-share-{100 * Share:0}"),
    };
}
