using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hindsight.Client;

internal sealed record ApiError(string Code, string Message);

internal sealed record ApiErrorBody(ApiError? Error);

[JsonSerializable(typeof(ApiErrorBody))]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(UserLink))]
[JsonSerializable(typeof(DesktopList))]
[JsonSerializable(typeof(RecordingKeyList))]
[JsonSerializable(typeof(RecordingVerdict))]
[JsonSerializable(typeof(ResourceItems))]
[JsonSerializable(typeof(ResourceMessages))]
[JsonSerializable(typeof(RecordingPolicyInfo))]
[JsonSerializable(typeof(RecordingListPage))]
[JsonSerializable(typeof(ImportedRecording))]
[JsonSerializable(typeof(AuditListPage))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(PingInfo))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SignInCodeBody))]
[JsonSerializable(typeof(SignInProgress))]
[JsonSerializable(typeof(SignedInInfo))]
[JsonSerializable(typeof(OfferedDesktopList))]
[JsonSerializable(typeof(RecordingInfo))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class ApiJson : JsonSerializerContext;
