namespace Hindsight.Desktop;

/// <summary>Where connecting has got to; each stage has a deadline of its own.</summary>
public enum DesktopStage
{
    /// <summary>Looking the name up.</summary>
    Resolving,

    /// <summary>TCP.</summary>
    Connecting,

    /// <summary>TLS and the certificate.</summary>
    Securing,

    /// <summary>NLA and the login.</summary>
    SigningIn,

    /// <summary>Waiting for the first picture.</summary>
    Starting,
}
