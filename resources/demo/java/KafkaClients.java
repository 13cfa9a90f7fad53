import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Real Kafka clients on command: one JSON object per line in, `{"id":1,"do":"createTopics",…}`; one per line out,
 * `{"id":1,"value":…}` or `{"id":1,"error":"…"}`. Requests run at the same time; answers come in any order. Ends, with
 * everything it started, when standard input closes.
 */
public final class KafkaClients {
    static final ObjectMapper JSON = new ObjectMapper();

    interface Command {
        /** Returns anything that Jackson can write; null for nothing to say. */
        Object run(JsonNode arguments) throws Exception;
    }

    /** Usage: KafkaClients BOOTSTRAP_SERVERS [CLIENT_PROPERTIES_FILE]. */
    public static void main(String[] args) throws Exception {
        Properties connection = new Properties();
        if (args.length > 1) {
            try (var reader = new java.io.FileReader(args[1], StandardCharsets.UTF_8)) {
                connection.load(reader);
            }
        }
        connection.put("bootstrap.servers", args[0]);
        Map<String, Command> commands = new HashMap<>();
        new AdminCommands(connection).addTo(commands);
        new ProducerCommands(connection).addTo(commands);
        new ConsumerCommands(connection).addTo(commands);
        commands.put("ping", arguments -> "pong");

        ExecutorService threads = Executors.newCachedThreadPool();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            JsonNode request = JSON.readTree(line);
            threads.execute(() -> answer(commands, request));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(Map<String, Command> commands, JsonNode request) {
        ObjectNode response = JSON.createObjectNode().put("id", request.path("id").asLong());
        try {
            Command command = commands.get(request.path("do").asText());
            if (command == null) throw new IllegalArgumentException("No command " + request.path("do"));
            response.set("value", JSON.valueToTree(command.run(request)));
        } catch (Throwable problem) {
            Throwable cause = problem;
            while ((cause instanceof ExecutionException || cause instanceof CompletionException) && cause.getCause() != null) cause = cause.getCause();
            response.put("error", cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        synchronized (System.out) {
            System.out.println(response);
        }
    }

    static Properties with(Properties base, Object... pairs) {
        Properties result = new Properties();
        result.putAll(base);
        for (int index = 0; index < pairs.length; index += 2) result.put(pairs[index], pairs[index + 1].toString());
        return result;
    }
}
