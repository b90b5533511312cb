namespace Hindsight.Recording.Records;

/// <summary>Bytes that are not what docs/FORMAT.md allows: a cut, damaged or hostile recording or message.</summary>
public sealed class RecordingFormatException : Exception
{
    /// <summary>Without a reason.</summary>
    public RecordingFormatException()
        : base("the recording is damaged")
    {
    }

    /// <summary>With what is wrong.</summary>
    public RecordingFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong and what found it.</summary>
    public RecordingFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
