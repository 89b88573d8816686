namespace Trabecula.Domain;

/// <summary>Words for what findings do, the same in results and in tables of gates.</summary>
public static class QualityActions
{
    /// <summary><c>warn</c>, <c>exclude_vertebra</c> or <c>reject</c>.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no action.</exception>
    public static string Code(this QualityAction action) => action switch
    {
        QualityAction.Warn => "warn",
        QualityAction.ExcludeVertebra => "exclude_vertebra",
        QualityAction.Reject => "reject",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
    };
}
