package io.quorate.server.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages as JSON: lowerCamelCase names, fields without presence also where they are empty. */
final class MessageJson {
  private static final JsonFormat.Printer PRETTY =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();
  private static final JsonFormat.Printer LINE = PRETTY.omittingInsignificantWhitespace();

  private MessageJson() {}

  /** For people too. */
  static String pretty(Message message) {
    return print(PRETTY, message) + "\n";
  }

  /** Without a line break. */
  static String line(Message message) {
    return print(LINE, message);
  }

  private static String print(JsonFormat.Printer printer, Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException unprintable) {
      throw new IllegalStateException("an answer cannot be written as JSON", unprintable);
    }
  }
}
