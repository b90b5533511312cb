namespace Hindsight.Recording.Screen;

/// <summary>What an update cost: exact damaged pixels, pixels moved by COPY, and bytes of records.</summary>
public readonly record struct ScreenUpdate(long DamagedPixels, long CopiedPixels, int Bytes);
