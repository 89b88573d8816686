namespace Trabecula.Domain;

/// <summary>The vertebrae that the localiser names, from the head downwards.</summary>
public enum VertebralLevel
{
    /// <summary>Twelfth thoracic vertebra.</summary>
    T12,

    /// <summary>First lumbar vertebra.</summary>
    L1,

    /// <summary>Second lumbar vertebra.</summary>
    L2,

    /// <summary>Third lumbar vertebra.</summary>
    L3,

    /// <summary>Fourth lumbar vertebra.</summary>
    L4,

    /// <summary>Fifth lumbar vertebra.</summary>
    L5,
}
