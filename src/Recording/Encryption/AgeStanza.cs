namespace Hindsight.Recording.Encryption;

/// <summary>How an age file's key is wrapped for one recipient.</summary>
public sealed record AgeStanza(IReadOnlyList<string> Arguments, ReadOnlyMemory<byte> Body);

/// <summary>Somebody who can read what is wrapped for them.</summary>
public interface IKeyRecipient
{
    /// <summary>Wraps a file key of 16 bytes.</summary>
    AgeStanza Wrap(ReadOnlySpan<byte> fileKey);
}

/// <summary>The private side of a recipient.</summary>
public interface IKeyIdentity
{
    /// <summary>The file key in a stanza; null if it is somebody else's, or damaged.</summary>
    byte[]? Unwrap(AgeStanza stanza);
}
