namespace Hindsight.Recording.Codec;

internal sealed unsafe partial class SlcEncoder
{
    private static int Emit(SlcWorkspace workspace, int tokens, int offset, bool withPredictors)
    {
        if (withPredictors)
            workspace.Tables.ChooseOwn(workspace.Counts.Span);
        else
            workspace.Tables.Choose(workspace.Counts.Span, tokens);
        var start = workspace.Body.Pointer + offset;
        var writer = new BitWriter(start);
        workspace.Tables.Write(ref writer);
        fixed (ushort* codes = workspace.Tables.Codes)
        fixed (byte* lengths = workspace.Tables.Lengths)
            WriteTokens(ref writer, workspace.Tokens.Pointer, tokens, codes, lengths);
        return writer.Finish(start);
    }

    private static void WriteTokens(ref BitWriter target, uint* token, int tokens, ushort* codes, byte* lengths)
    {
        var writer = target;
        for (var end = token + tokens; token < end; token++)
        {
            var value = *token;
            var table = Token.Context(value) * SlcFormat.MainSymbols;
            if (Token.Sort(value) == Token.Literal)
            {
                var residual = (int)(value >> 16 & 255);
                var chroma = PixelModel.ResidualClass(residual) * SlcFormat.ChromaSymbols;
                var green = table + residual;
                var red = SlcFormat.RedOffset + chroma + (int)(value >> 8 & 255);
                var blue = SlcFormat.BlueOffset + chroma + (int)(value & 255);
                int greenBits = lengths[green], redBits = lengths[red], blueBits = lengths[blue];
                var bits = codes[green] | (ulong)codes[red] << greenBits | (ulong)codes[blue] << greenBits + redBits;
                writer.Write(bits, greenBits + redBits + blueBits);
            }
            else if (Token.Sort(value) == Token.Predictor)
            {
                writer.Write(value & 3, Predictor.Bits);
            }
            else if (Token.Sort(value) == Token.Cached)
            {
                var symbol = table + SlcFormat.FirstCacheSymbol + (int)(value & 255);
                writer.Write(codes[symbol], lengths[symbol]);
            }
            else
            {
                var kind = (int)(value >> 24 & 7);
                var lengthSymbol = (int)(value >> 16 & 255);
                var symbol = table + SlcFormat.FirstMatchSymbol + (kind * SlcFormat.LengthCodes) + lengthSymbol;
                int symbolBits = lengths[symbol];
                writer.Write(codes[symbol] | (ulong)(value & 0xFFFF) << symbolBits, symbolBits + PrefixCode.ExtraBits(lengthSymbol));
                if (kind == MatchKind.New)
                {
                    symbol = SlcFormat.DistanceOffset + PrefixCode.Split(*++token, out var extraBits, out var extra);
                    symbolBits = lengths[symbol];
                    writer.Write(codes[symbol] | (ulong)extra << symbolBits, symbolBits + extraBits);
                }
            }
        }

        target = writer;
    }
}
