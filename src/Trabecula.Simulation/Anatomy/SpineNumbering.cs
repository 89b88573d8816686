using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Where the lumbar spine passes into the sacrum otherwise than usual.</summary>
public enum LumbosacralTransition
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The lowest lumbar vertebra has taken on the form of a sacral one.</summary>
    Sacralised,

    /// <summary>The first sacral vertebra is free of the sacrum, squared and above a disc: the sixth lumbar body.</summary>
    Lumbarised,
}

/// <summary>How one transverse process of a transitional vertebra meets the sacrum (Castellvi 1984).</summary>
public enum SacralJoint
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It is 19 mm and more high, without a joint: type I.</summary>
    Broad,

    /// <summary>By a joint: type II.</summary>
    Jointed,

    /// <summary>By bone: type III.</summary>
    Fused,
}

/// <summary>Ribs at the thoracolumbar border.</summary>
public enum ThoracolumbarVariant
{
    /// <summary>Twelve pairs.</summary>
    Usual,

    /// <summary>The twelfth ribs are stumps.</summary>
    ShortTwelfthRibs,

    /// <summary>There are no twelfth ribs.</summary>
    AbsentTwelfthRibs,

    /// <summary>L1 has ribs.</summary>
    LumbarRibs,
}

/// <summary>How many lumbar vertebrae a person has and how their ends differ from the usual.</summary>
/// <param name="LumbarBodies">Bodies between T12 and the sacrum, 4 to 6. Levels are counted from T12 downwards: of four the lowest is L4,
/// of six the lowest has no name.</param>
/// <param name="Transition">Whether the lowest of them is transitional.</param>
/// <param name="Right">How its right transverse process meets the sacrum.</param>
/// <param name="Left">How its left one does.</param>
/// <param name="Thoracolumbar">The lowest ribs.</param>
public sealed record SpineNumbering(
    int LumbarBodies, LumbosacralTransition Transition, SacralJoint Right, SacralJoint Left, ThoracolumbarVariant Thoracolumbar)
{
    // Types II to IV in 10 % of people, four fifths of them sacralised (Korea 11.6 %, India 8.1 %, Turkey 18.9 % of whom 17.2 sacralised;
    // sections 3.5 and 3.5's "usable default" of the constants). Type I, by many not counted, in another 2 %.
    private const double Sacralised = 0.08, Lumbarised = 0.02, BroadOnly = 0.02;

    // One body fewer or more without a transition: 3.3 and 4.3 % (Tins and Balain 2016, Insights Imaging 7:199, n = 418, thoracic
    // variants included); six lumbar below twelve thoracic vertebrae 3.8 % (J Orthop Surg Res 2018 13:124, n = 293).
    private const double OneFewer = 0.02, OneMore = 0.03;

    // Joint, bony bridge, one of each; and on both sides. Types II and III, one-sided more often than not, are the most common
    // (Byvaltsev 2023, n = 4,816); the numbers are constructed.
    private const double Joints = 0.6, Bridges = 0.3, BothSides = 0.45;

    // A lumbarised vertebra is free on both sides in two fifths (constructed).
    private const double FreeWhenLumbarised = 0.4;

    // Stunted twelfth ribs 12.6 %, lumbar ribs 1.5 % (PMID 40381031, n = 551 CT); lumbar ribs go with lumbarisation and six bodies
    // (Nakajima 2014, PMC3948909: 11 of 14 against 2 of 206). No twelfth ribs: between the 5.8 % without a twelfth thoracic vertebra
    // (J Orthop Surg Res 2018 13:124) and none, for levels are counted from the last that is thoracic by its form.
    private const double ShortRibs = 0.12, NoRibs = 0.02, LumbarRibs = 0.01, LumbarRibsWithSix = 0.12;

    /// <summary>Five lumbar vertebrae, none transitional, twelve pairs of ribs.</summary>
    public static SpineNumbering Usual { get; } = new(5, LumbosacralTransition.None, SacralJoint.None, SacralJoint.None, ThoracolumbarVariant.Usual);

    /// <summary>How many vertebrae there are from T1 to the sacrum.</summary>
    public int Count => LastThoracic + 1 + LumbarBodies;

    /// <summary>Number of T12, T1 being 0.</summary>
    internal const int LastThoracic = 11;

    /// <summary>Castellvi's type of the transitional vertebra, I to IV, with a or b for one side or both; empty where there is none.</summary>
    public string Castellvi
    {
        get
        {
            SacralJoint most = Right > Left ? Right : Left, least = Right > Left ? Left : Right;
            string sides = most == least ? "b" : "a";
            return most switch
            {
                SacralJoint.Fused => least == SacralJoint.Jointed ? "IV" : "III" + sides,
                SacralJoint.Jointed => "II" + sides,
                SacralJoint.Broad => "I" + sides,
                _ => "",
            };
        }
    }

    /// <summary>Draws a person's.</summary>
    /// <param name="random">A stream of its own.</param>
    public static SpineNumbering Draw(DeterministicRandom random)
    {
        double place = random.NextDouble();
        (int bodies, LumbosacralTransition transition) = place switch
        {
            < Sacralised + BroadOnly => (5, LumbosacralTransition.Sacralised),
            < Sacralised + BroadOnly + Lumbarised => (6, LumbosacralTransition.Lumbarised),
            < Sacralised + BroadOnly + Lumbarised + OneFewer => (4, LumbosacralTransition.None),
            < Sacralised + BroadOnly + Lumbarised + OneFewer + OneMore => (6, LumbosacralTransition.None),
            _ => (5, LumbosacralTransition.None),
        };
        (SacralJoint right, SacralJoint left) = transition switch
        {
            LumbosacralTransition.Sacralised when place < BroadOnly => Sides(SacralJoint.Broad, SacralJoint.None, random),
            LumbosacralTransition.Sacralised => Joined(random),
            LumbosacralTransition.Lumbarised when !random.Chance(FreeWhenLumbarised) => Joined(random),
            _ => (SacralJoint.None, SacralJoint.None),
        };
        double ribs = random.NextDouble(), lumbarRibs = bodies == 6 ? LumbarRibsWithSix : LumbarRibs;
        ThoracolumbarVariant variant = ribs < lumbarRibs ? ThoracolumbarVariant.LumbarRibs
            : ribs < lumbarRibs + NoRibs ? ThoracolumbarVariant.AbsentTwelfthRibs
            : ribs < lumbarRibs + NoRibs + ShortRibs ? ThoracolumbarVariant.ShortTwelfthRibs
            : ThoracolumbarVariant.Usual;
        return new SpineNumbering(bodies, transition, right, left, variant);
    }

    private static (SacralJoint Right, SacralJoint Left) Joined(DeterministicRandom random)
    {
        double type = random.NextDouble();
        return type < Joints ? Sides(SacralJoint.Jointed, SacralJoint.Broad, random)
            : type < Joints + Bridges ? Sides(SacralJoint.Fused, SacralJoint.Broad, random)
            : random.Chance(0.5) ? (SacralJoint.Jointed, SacralJoint.Fused) : (SacralJoint.Fused, SacralJoint.Jointed);
    }

    /// <summary>On both sides, or on one while the other is lesser or plain.</summary>
    private static (SacralJoint Right, SacralJoint Left) Sides(SacralJoint joint, SacralJoint lesser, DeterministicRandom random)
    {
        bool both = random.Chance(BothSides);
        SacralJoint other = both ? joint : random.Chance(0.5) ? lesser : SacralJoint.None;
        return random.Chance(0.5) ? (joint, other) : (other, joint);
    }
}
