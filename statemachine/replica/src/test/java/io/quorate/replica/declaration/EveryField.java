package io.quorate.replica.declaration;

import com.google.protobuf.TextFormat;
import io.quorate.core.declaration.GroupSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A declaration in which every field is set. */
public final class EveryField {
  private EveryField() {}

  /** As its owner wrote it. */
  public static io.quorate.v1.GroupSpec message() {
    try (InputStream text =
        EveryField.class.getResourceAsStream("/declaration/every-field.txtpb")) {
      io.quorate.v1.GroupSpec.Builder message = io.quorate.v1.GroupSpec.newBuilder();
      TextFormat.merge(
          new InputStreamReader(Objects.requireNonNull(text), StandardCharsets.UTF_8), message);
      return message.build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As core knows it. */
  public static GroupSpec spec() {
    return GroupMessages.stored(message());
  }
}
