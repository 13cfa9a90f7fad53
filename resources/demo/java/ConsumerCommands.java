import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Starts and ends members of groups, and commits without being a member. */
final class ConsumerCommands {
    private final Properties connection;
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    ConsumerCommands(Properties connection) {
        this.connection = connection;
    }

    void addTo(Map<String, KafkaClients.Command> commands) {
        commands.put("startMembers", this::startMembers);
        commands.put("stopMembers", arguments -> end(arguments, true));
        commands.put("killMembers", arguments -> end(arguments, false));
        commands.put("setMembersPaused", this::setPaused);
        commands.put("takeCallbacks", this::takeCallbacks);
        commands.put("commit", this::commit);
    }

    /** Starts `count` alike members of a group; their names are `clientId-1` and so on, which is also their client id. */
    private Object startMembers(JsonNode arguments) {
        List<String> names = new ArrayList<>();
        String base = arguments.path("clientId").asText(arguments.path("group").asText());
        for (int index = 1; index <= arguments.path("count").asInt(1); index++) {
            String name = base + "-" + (arguments.path("firstIndex").asInt(1) + index - 1);
            Member member = new Member(connection, name, arguments);
            if (members.putIfAbsent(name, member) != null) throw new IllegalArgumentException("A member named " + name + " runs already");
            member.start();
            names.add(name);
        }
        return names;
    }

    private Object end(JsonNode arguments, boolean leave) throws Exception {
        List<Member> ending = new ArrayList<>();
        for (String name : AdminCommands.strings(arguments.path("names"))) {
            Member member = members.remove(name);
            if (member == null) throw new IllegalArgumentException("No member named " + name);
            member.end(leave);
            ending.add(member);
        }
        for (Member member : ending) member.join();
        return null;
    }

    private Object setPaused(JsonNode arguments) {
        for (String name : AdminCommands.strings(arguments.path("names"))) {
            Member member = members.get(name);
            if (member == null) throw new IllegalArgumentException("No member named " + name);
            member.paused = arguments.path("paused").asBoolean();
        }
        return null;
    }

    /** What the members' clients called back since the last time, by name, oldest first. */
    private Object takeCallbacks(JsonNode arguments) {
        Map<String, Object> taken = new HashMap<>();
        for (String name : AdminCommands.strings(arguments.path("names"))) {
            Member member = members.get(name);
            if (member == null) throw new IllegalArgumentException("No member named " + name);
            List<Object> callbacks = new ArrayList<>();
            for (var callback = member.callbacks.poll(); callback != null; callback = member.callbacks.poll()) callbacks.add(callback);
            taken.put(name, callbacks);
        }
        return taken;
    }

    /** As a consumer that assigned itself its partitions: the group gets offsets and never a member. */
    private Object commit(JsonNode arguments) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (JsonNode entry : arguments.path("offsets")) {
            offsets.put(new TopicPartition(entry.path("topic").asText(), entry.path("partition").asInt()), new OffsetAndMetadata(entry.path("offset").asLong(), entry.path("metadata").asText("")));
        }
        var settings = KafkaClients.with(connection, "group.id", arguments.path("group").asText(), "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(offsets.keySet());
            consumer.commitSync(offsets);
        }
        return null;
    }
}
