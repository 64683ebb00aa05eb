package io.quorate.client.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.quorate.client.yaml.YamlOutput;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Where answers and errors go, and in which form.
 *
 * @param out answers, and nothing else
 * @param err errors and questions
 * @param format form of the answers
 * @param colors colours of what is for people
 * @param width columns of what is for people; asked each time, since a terminal may be resized
 */
public record Console(
    PrintWriter out, PrintWriter err, OutputFormat format, Paint.Colors colors, IntSupplier width) {

  /** Prints an answer: as a table made by {@code view}, or whole for programs. */
  public void answer(Message message, Function<Paint, String> view) {
    String text =
        switch (format) {
          case TABLE -> view.apply(paint());
          case JSON -> json(message, JsonFormat.printer()) + "\n";
          case YAML -> YamlOutput.write(message, YamlOutput.Fields.ALL);
        };
    out.print(text);
    out.flush();
  }

  /**
   * Prints one of a series of answers, so that the series can be read by programs: JSON in one
   * line, YAML with ---.
   */
  void answerInSeries(Message message, Function<Paint, String> view) {
    String text =
        switch (format) {
          case TABLE -> view.apply(paint()) + "\n";
          case JSON -> json(message, JsonFormat.printer().omittingInsignificantWhitespace()) + "\n";
          case YAML -> "---\n" + YamlOutput.write(message, YamlOutput.Fields.ALL);
        };
    out.print(text);
    out.flush();
  }

  /** Prints a line for people, or nothing when a program reads. */
  public void note(Tone tone, String line) {
    if (format == OutputFormat.TABLE) {
      out.println(new Paint(colors, Paint.ENDLESS).paint(tone, line));
      out.flush();
    }
  }

  /** Prints an error, one line. */
  public void error(String line) {
    err.println("error: " + Words.oneLine(line));
    err.flush();
  }

  private Paint paint() {
    return new Paint(colors, width.getAsInt());
  }

  static String json(Message message, JsonFormat.Printer printer) {
    try {
      return printer.alwaysPrintFieldsWithNoPresence().print(message);
    } catch (InvalidProtocolBufferException unprintable) {
      throw new IllegalStateException("an answer cannot be written as JSON", unprintable);
    }
  }
}
