import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;

/** Runs kafka-consumer-groups.sh once for each list of arguments in a JSON file, in one process; prints a JSON list of what each printed. */
public class ResetTool {
    public static void main(String[] arguments) throws Exception {
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("exit " + status + ": " + message);
        });
        PrintStream real = System.out;
        List<String> outputs = new ArrayList<>();
        for (JsonNode wanted : new ObjectMapper().readTree(new File(arguments[0]))) {
            List<String> words = new ArrayList<>();
            for (JsonNode word : wanted) words.add(word.asText());
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, "UTF-8"));
            try {
                ConsumerGroupCommand.main(words.toArray(String[]::new));
            } catch (IllegalStateException exit) {
                System.out.println(exit.getMessage());
            }
            outputs.add(printed.toString("UTF-8"));
        }
        real.println(new ObjectMapper().writeValueAsString(outputs));
        real.flush();
    }
}
