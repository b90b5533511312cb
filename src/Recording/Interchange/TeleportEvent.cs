using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>The events of Teleport that matter here, by their number in its <c>OneOf</c> message.</summary>
internal static class TeleportTags
{
    public const int SessionStart = 5;
    public const int SessionJoin = 6;
    public const int SessionPrint = 7;
    public const int Resize = 9;
    public const int SessionEnd = 10;
    public const int SessionLeave = 15;
    public const int WindowsDesktopSessionStart = 59;
    public const int WindowsDesktopSessionEnd = 60;
    public const int DesktopRecording = 69;
    public const int LinuxDesktopSessionStart = 254;
    public const int LinuxDesktopSessionEnd = 255;
}

/// <summary>An event of a Teleport recording, as far as it is looked at.</summary>
internal readonly ref struct TeleportEvent
{
    private TeleportEvent(int tag, ReadOnlySpan<byte> body, string type)
    {
        Tag = tag;
        Body = body;
        Type = type;
    }

    /// <summary>Which event it is.</summary>
    public int Tag { get; }

    /// <summary>Its message.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Its number in the recording; 0 if it has none.</summary>
    public long Index { get; private init; }

    /// <summary>Its type's name, such as <c>session.start</c>.</summary>
    public string Type { get; }

    /// <summary>When it was, in microseconds since 1970; 0 if it does not say.</summary>
    public long UnixMicroseconds { get; private init; }

    /// <summary>Reads an event; its tag is 0 if the message is empty.</summary>
    public static TeleportEvent Read(ReadOnlySpan<byte> message)
    {
        var tag = 0;
        var body = default(ReadOnlySpan<byte>);
        for (var outer = new ProtoReader(message); outer.TryRead();)
        {
            tag = outer.Field;
            body = outer.Bytes;
        }

        var (index, type, time) = (0L, "", 0L);
        for (var metadata = new ProtoReader(Field(body, 1)); metadata.TryRead();)
        {
            switch (metadata.Field)
            {
                case 1:
                    index = metadata.Number;
                    break;
                case 2:
                    type = metadata.Text;
                    break;
                case 5:
                    time = ReadTime(metadata.Bytes);
                    break;
            }
        }

        return new TeleportEvent(tag, body, type) { Index = index, UnixMicroseconds = time };
    }

    /// <summary>The bytes of a field; the last if it is there several times.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int field)
    {
        var bytes = default(ReadOnlySpan<byte>);
        for (var reader = new ProtoReader(message); reader.TryRead();)
        {
            if (reader.Field == field)
                bytes = reader.Bytes;
        }

        return bytes;
    }

    public ReadOnlySpan<byte> Field(int field) => Field(Body, field);

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(Field(field));

    public long Number(int field)
    {
        var number = 0L;
        for (var reader = new ProtoReader(Body); reader.TryRead();)
        {
            if (reader.Field == field)
                number = reader.Number;
        }

        return number;
    }

    /// <summary>The user's name in the message <paramref name="field"/>.</summary>
    public string User(int field) => System.Text.Encoding.UTF8.GetString(Field(Field(field), 1));

    /// <summary>A time field in microseconds since 1970; 0 if it is not there or out of reach.</summary>
    public static long ReadTime(ReadOnlySpan<byte> timestamp)
    {
        var (seconds, nanoseconds) = (0L, 0L);
        for (var reader = new ProtoReader(timestamp); reader.TryRead();)
        {
            if (reader.Field == 1)
                seconds = reader.Number;
            else if (reader.Field == 2)
                nanoseconds = reader.Number;
        }

        return (Math.Clamp(seconds, 0, 253_402_300_799) * 1_000_000) + (Math.Clamp(nanoseconds, 0, 999_999_999) / 1000);
    }

    /// <summary>A delay in milliseconds that a record can have.</summary>
    public static long Delay(long milliseconds) => Math.Clamp(milliseconds, 0, RecordLimits.MaxTime);
}
