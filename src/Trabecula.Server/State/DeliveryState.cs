namespace Trabecula.Server;

/// <summary>How far a delivery has come.</summary>
public enum DeliveryState
{
    /// <summary>It waits for <see cref="Delivery.NextAttemptAt"/>; the last try, if there was one, failed.</summary>
    Waiting,

    /// <summary>Somebody is sending it.</summary>
    Sending,

    /// <summary>The destination has it.</summary>
    Delivered,

    /// <summary>The destination refused it. It is tried again at <see cref="Delivery.NextAttemptAt"/>; where that is null, only a person starts it again.</summary>
    Refused,
}
