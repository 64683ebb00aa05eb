package io.quorate.bench.contender;

import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a {@link LoadKind} as the command line has it. */
public final class KindWord implements ITypeConverter<LoadKind> {
  @Override
  public LoadKind convert(String word) {
    return Stream.of(LoadKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("it is runtime-put, config-put or get, not " + word));
  }
}
