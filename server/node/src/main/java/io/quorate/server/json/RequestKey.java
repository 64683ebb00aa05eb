package io.quorate.server.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.sun.net.httpserver.Headers;
import io.quorate.v1.Caller;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The name of an intent: what is sent again under it is carried out once. */
final class RequestKey {
  /** Under which clients of HTTP know it. */
  static final String HEADER = "Idempotency-Key";

  private static final String CALLER = "caller";

  private final @Nullable String given;

  private RequestKey(@Nullable String given) {
    this.given = given;
  }

  /** As the client has named it, or not. */
  static RequestKey of(Headers headers) {
    return new RequestKey(headers.getFirst(HEADER));
  }

  /**
   * Puts it into a request; one that has no name is given a new one, so that its sender can repeat
   * it.
   *
   * @return the name that the request has; empty when the call changes nothing
   * @throws HttpRefusedException when the body says another
   */
  Optional<String> put(Message.Builder request) throws HttpRefusedException {
    FieldDescriptor field = request.getDescriptorForType().findFieldByName(CALLER);
    if (field == null || !(request.getField(field) instanceof Caller caller)) {
      return Optional.empty();
    }
    String said = caller.getRequestId();
    if (given != null && !said.isEmpty() && !said.equals(given)) {
      throw HttpErrors.invalid(
          "caller.requestId", "it is not the " + HEADER, "say it once, here or in the header");
    }
    String key = said;
    if (key.isEmpty()) {
      key = given == null ? UUID.randomUUID().toString() : given;
    }
    request.setField(field, caller.toBuilder().setRequestId(key).build());
    return Optional.of(key);
  }
}
