"""dorinn as a model behind the chat API that OpenAI made common: existing chat front ends can ask it."""
