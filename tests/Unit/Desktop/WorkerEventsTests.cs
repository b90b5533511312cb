using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hindsight.Desktop;
using Hindsight.Desktop.Protocol;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class WorkerEventsTests
{
    [Fact]
    public void A_size_is_read() => Assert.Equal((1280, 800), WorkerEvents.Size([0, 5, 32, 3], 1280 * 800));

    [Theory]
    [InlineData(new byte[] { 0, 5, 32, 3 }, 1280 * 800 - 1)]
    [InlineData(new byte[] { 0, 0, 32, 3 }, 1280 * 800)]
    [InlineData(new byte[] { 0, 5, 32 }, 1280 * 800)]
    [InlineData(new byte[] { 0, 5, 32, 3, 0 }, 1280 * 800)]
    public void A_size_out_of_range_is_refused(byte[] body, int maxPixels) =>
        Assert.Throws<WorkerProtocolException>(() => WorkerEvents.Size(body, maxPixels));

    [Fact]
    public void A_pointer_keeps_its_pixels_and_its_hot_spot_inside()
    {
        var shape = WorkerEvents.Pointer([0, 0, 2, 0, 1, 0, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal((PointerKind.Shape, 2, 1, 1, 0), (shape.Kind, shape.Width, shape.Height, shape.HotX, shape.HotY));
        Assert.Equal([0x04030201u, 0x08070605u], shape.Pixels.ToArray());
    }

    [Fact]
    public void Pointers_without_a_picture_are_the_shared_ones()
    {
        Assert.Same(PointerShape.Hidden, WorkerEvents.Pointer([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Same(PointerShape.Default, WorkerEvents.Pointer([2, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 255, 255, 255, 255, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0 })]
    public void A_pointer_that_lies_is_refused(byte[] body) => Assert.Throws<WorkerProtocolException>(() => WorkerEvents.Pointer(body));

    [Fact]
    public void Clipboard_text_has_plain_line_ends_and_whole_characters() =>
        Assert.Equal("a\nb\uFFFD", WorkerEvents.Clipboard(Encoding.Unicode.GetBytes("a\r\nb").Concat(new byte[] { 0x00, 0xD8 }).ToArray()));

    [Fact]
    public void Clipboard_text_is_bounded()
    {
        Assert.Equal(WorkerEvents.MaxClipboardBytes, WorkerEvents.Clipboard(new string('a', WorkerEvents.MaxClipboardBytes).SelectMany(c => new byte[] { (byte)c, 0 }).ToArray())!.Length);
        Assert.Null(WorkerEvents.Clipboard(Encoding.Unicode.GetBytes(new string('\u20AC', WorkerEvents.MaxClipboardBytes / 2))));
    }

    [Fact]
    public void A_log_line_stays_on_its_line() => Assert.Equal((3, "a  b"), WorkerEvents.Log([3, .. "a\r\nb"u8]));

    [Fact]
    public void An_end_names_only_what_is_a_name() =>
        Assert.Equal(
            new WorkerReport(WorkerReportOrigin.FreeRdp, true, 0x2000D, "ERRCONNECT_X"),
            WorkerEvents.Ended([2, 1, 0x0D, 0, 2, 0, .. "ERR<CONNECT>_\nX"u8]));

    [Fact]
    public void A_certificate_is_read_and_fingerprinted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=desk", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var certificate = WorkerEvents.Certificate(Encoding.ASCII.GetBytes(made.ExportCertificatePem() + "\n" + made.ExportCertificatePem()));
        Assert.Equal("CN=desk", certificate.Subject);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(made.RawData)), certificate.Sha256);
        Assert.Equal(made.RawData, certificate.Der.ToArray());
        Assert.Equal(DateTimeOffset.UnixEpoch, certificate.NotBefore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n....\n-----END CERTIFICATE-----")]
    public void A_certificate_that_is_none_is_a_tls_failure(string pem) =>
        Assert.Equal(DesktopFailure.TlsFailed, Assert.Throws<DesktopException>(() => WorkerEvents.Certificate(Encoding.ASCII.GetBytes(pem))).Failure);

    [Fact]
    public void Whatever_the_bytes_a_reader_refuses_or_reads_them() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), body =>
        {
            Action<byte[]>[] readers =
            [
                b => WorkerEvents.Size(b, 1 << 20), b => WorkerEvents.Pong(b), b => WorkerEvents.Pointer(b), b => WorkerEvents.Clipboard(b),
                b => WorkerEvents.Log(b), b => WorkerEvents.Ended(b), b => WorkerEvents.Certificate(b), b => FrameHeader.Read(b, 64, 64),
            ];
            foreach (var reader in readers)
            {
                try
                {
                    reader(body);
                }
                catch (Exception error) when (error is WorkerProtocolException or DesktopException)
                {
                    // Refused.
                }
            }
        }).QuickCheckThrowOnFailure();
}
