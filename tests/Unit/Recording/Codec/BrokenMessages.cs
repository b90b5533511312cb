using Hindsight.Recording.Codec;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>Messages for a rectangle of a given size and an empty history, each with one thing that is not allowed.</summary>
internal static class BrokenMessages
{
    private static readonly (int, int) Green0 = (0, 1);
    private static readonly (int, int) Red0 = (SlcFormat.SharedRedOffset, 1);
    private static readonly (int, int) Blue0 = (SlcFormat.SharedBlueOffset, 1);

    public static readonly Dictionary<string, (byte[] Message, int Width, int Height)> All = new()
    {
        ["empty"] = ([], 1, 1),
        ["predictors-without-tables"] = (new MessageBuilder().Number(2, 2).ToBytes(8), 1, 1),
        ["cut"] = (MessageBuilder.WithDefaultTables().Literal(0).ToBytes(), 2, 1),
        ["bytes-left"] = (MessageBuilder.WithDefaultTables().Literal(0).ToBytes(1), 1, 1),
        ["cut-in-lengths"] = (new MessageBuilder().Number(0, 2).PlainLengthCode().Zeros(2000).ToBytes(), 1, 1),
        ["oversubscribed-length-code"] = (new MessageBuilder().Number(1, 2).Number(ulong.MaxValue / 7, 57).ToBytes(900), 1, 1),
        ["empty-length-code"] = (new MessageBuilder().Number(1, 2).Number(0, 57).ToBytes(900), 1, 1),
        ["incomplete-length-code"] = (new MessageBuilder().Number(1, 2).Number(0b010_010_010, 57).ToBytes(900), 1, 1),
        ["too-many-lengths"] = (new MessageBuilder().Number(1, 2).PlainLengthCode().Zeros(1270).Length(17).Number(0, 3).ToBytes(4), 1, 1),
        ["length-13"] = (Shared((0, 13), (1, 1), (2, 2), Red0, Blue0).ToBytes(2), 1, 1),
        ["oversubscribed"] = (Shared((0, 1), (1, 1), (2, 1), Red0, Blue0).ToBytes(2), 1, 1),
        ["incomplete"] = (Shared((0, 2), (1, 2), (2, 2), Red0, Blue0).ToBytes(2), 1, 1),
        ["one-symbol-of-length-2"] = (Shared((0, 2), Red0, Blue0).Number(0, 4).ToBytes(), 1, 1),
        ["no-main-symbols"] = (Shared(Red0, Blue0).ToBytes(2), 1, 1),
        ["no-red-symbols"] = (Shared(Green0, Blue0).Number(0, 2).ToBytes(), 1, 1),
        ["no-blue-symbols"] = (Shared(Green0, Red0).Number(0, 2).ToBytes(), 1, 1),
        ["no-distances"] = (Shared((SlcFormat.FirstMatchSymbol + (MatchKind.New * 32), 1), Red0, Blue0).Number(0, 9).ToBytes(), 1, 1),
        ["nothing-above"] = (MessageBuilder.WithDefaultTables().Match(0, MatchKind.Up, 1).ToBytes(), 1, 1),
        ["nothing-left"] = (MessageBuilder.WithDefaultTables().Match(0, MatchKind.Left, 1).ToBytes(), 1, 1),
        ["nothing-last"] = (MessageBuilder.WithDefaultTables().Match(0, MatchKind.Last, 1).ToBytes(), 1, 1),
        ["no-column-distance"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.Column, 1).ToBytes(), 2, 1),
        ["before-the-history"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.New, 1).Distance(2).ToBytes(), 2, 1),
        ["distance-of-a-ring"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.New, 1).Distance(1 << 22).ToBytes(), 2, 1),
        ["distance-over-a-ring"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.New, 1).Distance(1 << 28).ToBytes(), 2, 1),
        ["past-the-band"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.Left, 4).ToBytes(), 4, 1),
        ["the-band-s-own-rest"] = (MessageBuilder.WithDefaultTables().Literal(0).Match(0, MatchKind.New, 1).Distance((1 << 22) - 1).ToBytes(), 4, 1),
    };

    private static MessageBuilder Shared(params (int, int)[] lengths) => MessageBuilder.WithTables(1, lengths);
}
